import type { privacy as english } from '../en/privacy.ts';

export const privacy: Readonly<Record<keyof typeof english, string>> = {
  'privacy.export': 'Herausgeben',
  'privacy.export.does': 'Alles, was über dich gespeichert ist, als Datei nur für dich',
  'privacy.delete': 'Alles löschen…',
  'privacy.delete.does': 'Alles löschen, was über dich gespeichert ist',
  'privacy.forget': 'Alles löschen',
  'privacy.forget.does': 'Jetzt und endgültig löschen',
  'privacy.title': 'Was ich über dich speichere',
  'privacy.accounts':
    '{count, plural, one {Dein Konto auf} other {Deine Konten auf}} {platforms}: die Kennung dort und der Name, den du trägst.',
  'privacy.pictures':
    '{count, plural, one {# Bild, das du wolltest} other {# Bilder, die du wolltest}}: die Wörter, die du getippt hast, wann und wo, und woraus jedes gemalt ist.',
  'privacy.marks':
    '{votes, plural, one {# Stimme} other {# Stimmen}} und {favorites, plural, one {# Favorit} other {# Favoriten}}; welche Bilder du gezeigt bekommen, vergrößert und gespeichert hast.',
  'privacy.reports':
    '{count, plural, one {# Bild, das du gemeldet hast} other {# Bilder, die du gemeldet hast}}, und was du dazu gesagt hast.',
  'privacy.lessons':
    '{count, plural, one {# Bild, das du mir zum Lernen gegeben hast} other {# Bilder, die du mir zum Lernen gegeben hast}}.',
  'privacy.messages':
    '{count, plural, one {# Nachricht} other {# Nachrichten}} auf der Webseite, mit den Antworten darauf.',
  'privacy.where': 'Alles davon liegt auf dem Rechner, auf dem ich laufe; nichts wird woandershin geschickt.',
  'privacy.part': 'Teil {part}',
  'privacy.part.does': 'Teil {part} von {parts}',
  'privacy.part-of': 'Teil {part} von {parts} dessen, was ich über dich speichere',
  'privacy.archive': '{which}. Deine Wörter und Stimmen stehen in `about-you.json`, deine Bilder liegen daneben.',
  'privacy.archive-part':
    '{which}. Deine Wörter und Stimmen stehen in `about-you.json` von Teil 1, deine Bilder liegen daneben.',
  'privacy.ask':
    '**Alles löschen, was ich über dich speichere?** {pictures, plural, one {# Bild von dir verschwindet} other {# Bilder von dir verschwinden}} aus Nachrichten, der Galerie und allen Favoriten; {votes, plural, one {deine # Stimme zählt} other {deine # Stimmen zählen}} nicht mehr, und das nächste Training ist ohne all das.',
  'privacy.stays':
    'Was andere aus deinen Bildern gemacht haben, bleibt, ohne deine Wörter. Ein Modell, das vorher von dir gelernt hat, bleibt, wie es ist, und auch eine Sperre von dir und dein Wunsch, nicht gemalt zu werden, als Codes ohne deinen Namen. Niemand kann das zurückholen.',
  'privacy.forgotten':
    'Alles, was ich über dich gespeichert hatte, ist gelöscht. Wenn du mich wieder um etwas bittest, kenne ich dich als jemand Neues.',
  'privacy.avatar':
    '{may, select, yes {Andere dürfen von deinem Profilbild malen, wo sie es sehen können.} other {Niemand außer dir darf von deinem Profilbild malen.}}',
  'privacy.avatar.forbid': 'Mich nicht malen',
  'privacy.avatar.forbid.does': 'Niemand außer dir darf von deinem Profilbild malen',
  'privacy.avatar.allow': 'Mich malen erlauben',
  'privacy.avatar.allow.does': 'Andere dürfen von deinem Profilbild malen',
};
