import type { Locale, Text } from './locale.ts';

const style: Text = ['stil', 'Der Stil, in dem gemalt wird'];
const seed: Text = ['startwert', 'Derselbe Startwert malt dieselben Bilder'];
const model: Text = ['modell', 'Das Modell, mit dem gemalt wird'];
const spoiler: Text = ['spoiler', 'Die Bilder verdecken, bis jemand sie sehen will'];
const own: Text = ['privat', 'Nur für dich malen, bis du es teilst'];
const parts = {
  colour: ['farbe', 'Seine Farbe'],
  mood: ['laune', 'Wie es sich fühlt'],
  wearing: ['trägt', 'Was es trägt: eine Krone, eine Brille, einen Schal'],
  holding: ['hält', 'Was es hält oder vor sich hat'],
  size: ['größe', 'Winzig oder riesig'],
} as const;
const picture: Text = ['bild', 'Ein Emoji, Wörter, die Kennung eines Bildes oder ein angehängtes Bild'];

export const de: Locale = {
  commands: {
    cancel: {
      text: ['abbrechen', 'Bricht deine Aufträge ab, oder einen davon'],
      options: { job: ['auftrag', 'Seine Kennung, oder training; ohne Angabe alle deine'] },
    },
    console: { text: ['konsole', 'Öffnet die Konsole dieses Servers im Browser: ein Link nur für dich'], options: {} },
    explore: {
      text: ['erkunden', 'Ändert ein Bild Schritt für Schritt: wärmer, runder, fröhlicher, niedlicher'],
      options: { picture },
    },
    favorites: { text: ['favoriten', 'Zeigt die Bilder, die du mit ❤️ behalten hast'], options: {} },
    gallery: {
      text: ['galerie', 'Zeigt die Bilder von hier, die beliebtesten oder die neuesten zuerst'],
      options: {
        order: ['reihenfolge', 'Welche zuerst kommen'],
        by: ['von', 'Von wem; me für deine eigenen'],
        since: ['seit', 'Aus welcher Zeit'],
        search: ['suche', 'Was die Bilder zeigen, in Wörtern'],
      },
    },
    generate: {
      text: ['malen', 'Malt neue Bilder'],
      options: {
        prompt: ['motiv', 'Was gemalt wird, in Wörtern oder Emoji; ohne Angabe freie Bilder'],
        ...parts,
        style,
        model,
        count: ['anzahl', 'Wie viele Bilder'],
        seed,
        spread: ['streuung', 'Wie weit vom Motiv abgewichen wird; 1 ist üblich'],
        spoiler,
        private: own,
      },
    },
    help: {
      text: ['hilfe', 'Zählt auf, was ich kann, oder erklärt einen Befehl'],
      options: { command: ['befehl', 'Der Befehl, der erklärt wird'] },
    },
    interpolate: {
      text: ['verwandeln', 'Zeigt, wie eins sich ins andere verwandelt und zurück'],
      options: {
        from: ['von', 'Womit es beginnt: Emoji, Wörter, Kennung oder angehängtes Bild'],
        to: ['zu', 'Was daraus wird'],
        frames: ['einzelbilder', 'Wie viele Einzelbilder'],
        format: ['format', 'Die Art der Datei'],
        style,
        speed: ['tempo', 'Wie schnell es sich bewegt; 1 ist üblich'],
        spoiler,
        private: own,
      },
    },
    link: {
      text: ['verknüpfen', 'Macht deine Konten auf zwei Plattformen zu einer Person'],
      options: { code: ['code', 'Der Code deines anderen Kontos, oder undo; ohne Angabe ein neuer Code'] },
    },
    make: {
      text: ['machen', 'Macht Bewegtes, einen Satz Emoji, ein Muster oder ein Banner'],
      options: {
        what: ['was', 'Was gemacht wird'],
        picture,
        more: ['dazu', 'Was noch dazukommt'],
        text: ['text', 'Die Worte auf einem Banner'],
        count: ['anzahl', 'Wie viele Launen ein Satz hat, 9 oder 16'],
        style,
        colour: ['farbe', 'Die Grundfarbe von Muster oder Banner: ein Name oder etwa #5865f2'],
        speed: ['tempo', 'Wie schnell es sich bewegt; 1 ist üblich'],
        format: ['format', 'Die Art der Datei'],
        seed,
        spoiler,
        private: own,
      },
    },
    mix: {
      text: ['mischen', 'Mischt zwei oder mehr Dinge zu neuen Bildern'],
      options: {
        a: ['eins', picture[1]],
        b: ['zwei', 'Womit es gemischt wird'],
        more: ['mehr', 'Was noch dazukommt'],
        style,
        balance: ['anteil', 'Der Anteil des zweiten von zweien; 0.5 ist gleich viel'],
        seed,
        spoiler,
        private: own,
      },
    },
    model: {
      text: ['modell', 'Nennt die Modelle; wer verwaltet, wechselt sie'],
      options: {
        action: ['aktion', 'Was zu tun ist'],
        name: ['name', 'Das Modell'],
        other: ['anderes', 'Das Modell, mit dem verglichen wird'],
      },
    },
    delete: {
      text: ['löschen', 'Löscht ein Bild von dir endgültig'],
      options: { id: ['kennung', 'Die Kennung des Bildes; so heißt auch seine Datei'] },
    },
    privacy: {
      text: ['datenschutz', 'Zeigt, was über dich gespeichert ist, gibt es heraus oder löscht es'],
      options: {
        what: ['was', 'Was damit geschehen soll: show, export oder delete'],
        avatar: ['profilbild', 'Ob andere von deinem Profilbild malen dürfen: allow oder forbid'],
      },
    },
    report: {
      text: ['melden', 'Sagt denen, die hier verwalten, dass ein Bild nicht hierher gehört'],
      options: {
        id: ['kennung', 'Die Kennung des Bildes; so heißt auch seine Datei'],
        reason: ['grund', 'Was daran falsch ist; du musst nichts sagen'],
      },
    },
    reports: { text: ['meldungen', 'Zeigt die gemeldeten Bilder, um über sie zu entscheiden'], options: {} },
    block: {
      text: ['sperren', 'Lässt eine Person hier nur noch zusehen; zeigt, wer gesperrt ist'],
      options: { person: ['person', 'Wer: Erwähnung, Name oder Kennung; ohne Angabe, wer gesperrt ist'] },
    },
    unblock: {
      text: ['entsperren', 'Hebt auf, dass eine Person gesperrt ist'],
      options: { person: ['person', 'Wer: Erwähnung, Name oder Kennung'] },
    },
    audit: { text: ['protokoll', 'Zeigt, wer hier was entschieden hat, das Neueste zuerst'], options: {} },
    queue: { text: ['warteschlange', 'Zeigt, was wartet und was läuft'], options: {} },
    recall: {
      text: ['wiederholen', 'Holt ein altes Bild mit seiner ganzen Geschichte zurück'],
      options: { picture: ['bild', 'Die Kennung eines Bildes, wie auch seine Datei heißt, oder ein angehängtes Bild'] },
    },
    edit: {
      text: ['ändern', 'Ändert ein Bild: Laune, was es trägt oder hält, Farbe, Stil'],
      options: {
        picture,
        change: ['änderung', 'Was anders sein soll, in Wörtern: müde, mit Krone'],
        ...parts,
        style,
        spoiler,
        private: own,
      },
    },
    restyle: {
      text: ['umstilen', 'Malt dasselbe in einem anderen Stil'],
      options: { picture, style, spoiler, private: own },
    },
    retrain: {
      text: ['trainieren', 'Trainiert das Modell weiter und wechselt zum Ergebnis'],
      options: { minutes: ['minuten', 'Wie lange trainiert wird'] },
    },
    save: {
      text: ['speichern', 'Speichert ein Bild als Emoji oder Sticker'],
      options: {
        picture: ['bild', 'Die Kennung eines Bildes oder ein angehängtes Bild'],
        name: ['name', 'Sein Name: 2 bis 32 Buchstaben, Ziffern oder Unterstriche'],
        kind: ['art', 'Emoji oder Sticker dieses Servers, oder Emoji von Easel'],
      },
    },
    sketch: {
      text: ['skizze', 'Macht aus deiner Zeichnung ein Emoji, viermal'],
      options: {
        picture: ['bild', 'Eine Zeichnung, die du anhängst: Linien auf leerem Papier'],
        words: ['wörter', 'Was sie zeigt, wenn du es sagen willst'],
        style,
        seed,
        spoiler,
        private: own,
      },
    },
    teach: {
      text: ['beibringen', 'Gibt Easel ein eigenes Bild, von dem es lernen darf'],
      options: { name: ['name', 'Was es zeigt; oder mine, queue'], picture: ['bild', 'Das Bild'] },
    },
    settings: {
      text: ['einstellungen', 'Zeigt und ändert, was hier gelten soll'],
      options: {
        style: ['stil', 'Der Stil, wo nichts anderes gesagt ist'],
        model,
        retrain: ['trainieren', 'Wer trainieren darf: admins, everyone oder die Kennung einer Rolle'],
        nightly: ['nachts', 'Wann nachts trainiert wird, etwa 03:30'],
        zone: ['zeitzone', 'Die Zeitzone, etwa Europe/Berlin'],
        news: ['neuigkeiten', 'Der Kanal für Neuigkeiten: seine Kennung, oder here'],
        daily: ['täglich', 'Wie viele Bilder eine Person am Tag malen darf'],
        count: ['anzahl', 'Wie viele Bilder ein Auftrag malen darf, 1 bis 9'],
        keep: ['aufbewahren', 'Wie viele Tage Bilder bleiben, die niemand markiert hat; andere viermal so lange'],
        reports: ['meldungen', 'Wie viele ein Bild melden, bis es verborgen ist und jemand entscheidet'],
        promote: ['befördern', 'Ab wie vielen Stimmen ein Bild den Admins als Emoji angeboten wird'],
        words: ['wörter', 'Wörter, die nicht gemalt werden, durch Komma getrennt'],
        wordlist: ['wortliste', 'Ob auch die mitgelieferte Liste gilt: on oder off'],
        taste: ['geschmack', 'Ob nach den Stimmen ausgewählt wird: on oder off'],
      },
    },
  },
  shortcuts: {
    'again-like-this': 'Noch mal so etwas',
    delete: 'Löschen oder melden…',
    edit: 'Ändern…',
    'mix-with': 'Mischen mit…',
    restyle: 'Umstilen…',
    'paint-person': 'Diese Person malen…',
    'save-as-emoji': 'Als Emoji speichern',
  },
};
