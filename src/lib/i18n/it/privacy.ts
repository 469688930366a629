import type { privacy as english } from '../en/privacy.ts';

export const privacy: Readonly<Record<keyof typeof english, string>> = {
  'privacy.export': 'Dammi una copia',
  'privacy.export.does': 'Tutto ciò che si conserva su di te, in un file solo per te',
  'privacy.delete': 'Elimina tutto…',
  'privacy.delete.does': 'Elimina tutto ciò che si conserva su di te',
  'privacy.forget': 'Elimina tutto',
  'privacy.forget.does': 'Eliminalo ora, per sempre',
  'privacy.title': 'Cosa conservo su di te',
  'privacy.accounts':
    '{count, plural, one {Il tuo account su} many {I tuoi account su} other {I tuoi account su}} {platforms}: l’id che hai lì, e il nome che usi.',
  'privacy.pictures':
    '{count, plural, one {# immagine che hai chiesto} many {# di immagini che hai chiesto} other {# immagini che hai chiesto}}: le parole che hai scritto, quando e dove, e da cosa è dipinta ognuna.',
  'privacy.marks':
    '{votes, plural, one {# voto} many {# di voti} other {# voti}} e {favorites, plural, one {# preferito} many {# di preferiti} other {# preferiti}}; quali immagini ti sono state mostrate, e quali hai ingrandito e salvato.',
  'privacy.reports':
    '{count, plural, one {# immagine} many {# di immagini} other {# immagini}} che hai segnalato, e le tue parole in merito.',
  'privacy.lessons':
    '{count, plural, one {# immagine} many {# di immagini} other {# immagini}} che mi hai dato per imparare.',
  'privacy.messages':
    '{count, plural, one {# messaggio} many {# di messaggi} other {# messaggi}} sulla pagina web, con le risposte.',
  'privacy.where': 'Tutto sta sulla macchina su cui funziono; nulla viene inviato altrove.',
  'privacy.part': 'Parte {part}',
  'privacy.part.does': 'Parte {part} di {parts}',
  'privacy.part-of': 'Parte {part} di {parts} di ciò che conservo su di te',
  'privacy.archive': '{which}. Le tue parole e preferenze sono in `about-you.json`, con accanto le tue immagini.',
  'privacy.archive-part':
    '{which}. Le tue parole e preferenze sono nell’`about-you.json` della parte 1, con accanto le tue immagini.',
  'privacy.ask':
    '**Eliminare tutto ciò che conservo su di te?** {pictures, plural, one {# tua immagine sparisce} many {# di tue immagini spariscono} other {# tue immagini spariscono}} dai messaggi, dalla galleria e dai preferiti di tutti; {votes, plural, one {il tuo voto non conta} many {i tuoi # di voti non contano} other {i tuoi # voti non contano}} più, e il prossimo addestramento fa a meno di tutto questo.',
  'privacy.stays':
    'Ciò che altri hanno fatto con le tue immagini resta, senza le tue parole. Un modello che ha già imparato da te resta com’è, e così un tuo blocco e il tuo desiderio di non essere dipinto, come codici senza il tuo nome. Nessuno può recuperare ciò che elimini.',
  'privacy.forgotten':
    'Tutto ciò che conservavo su di te è stato eliminato. Se mi chiedi di nuovo qualcosa, per me sei una persona nuova.',
  'privacy.avatar':
    '{may, select, yes {Altri possono dipingere a partire dalla tua immagine del profilo, dove la vedono.} other {Nessuno tranne te può dipingere a partire dalla tua immagine del profilo.}}',
  'privacy.avatar.forbid': 'Vieta di dipingermi',
  'privacy.avatar.forbid.does': 'Nessuno tranne te può dipingere a partire dalla tua immagine del profilo',
  'privacy.avatar.allow': 'Permetti di dipingermi',
  'privacy.avatar.allow.does': 'Altri possono dipingere a partire dalla tua immagine del profilo',
};
