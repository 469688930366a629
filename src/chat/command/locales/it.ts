import type { Locale, Text } from './locale.ts';

const style: Text = ['stile', 'Lo stile in cui dipingere'];
const seed: Text = ['seme', 'Lo stesso seme dipinge le stesse immagini'];
const model: Text = ['modello', 'Il modello con cui dipingere'];
const spoiler: Text = ['nascondi', 'Nascondere le immagini finché qualcuno non vuole vederle'];
const own: Text = ['privato', 'Dipingere solo per te, finché non condividi'];
const parts = {
  colour: ['colore', 'Il suo colore'],
  mood: ['umore', 'Come si sente'],
  wearing: ['indossa', 'Che cosa indossa: una corona, occhiali, una sciarpa'],
  holding: ['tiene', 'Che cosa tiene o ha davanti'],
  size: ['dimensione', 'Minuscolo o gigante'],
} as const;
const picture: Text = ['immagine', "Un'emoji, parole, l'identificativo di un'immagine o un'immagine allegata"];

export const it: Locale = {
  commands: {
    cancel: {
      text: ['annulla', 'Annulla le tue richieste, o una di esse'],
      options: { job: ['richiesta', 'Il suo identificativo, o training; niente per tutte le tue'] },
    },
    console: { text: ['console', 'Apre la console di questo server nel browser: un link solo per te'], options: {} },
    explore: {
      text: ['esplora', "Cambia un'immagine passo per passo: più calda, rotonda, allegra, tenera"],
      options: { picture },
    },
    favorites: { text: ['preferiti', 'Mostra le immagini che hai tenuto con ❤️'], options: {} },
    gallery: {
      text: ['galleria', 'Mostra le immagini fatte qui, prima le più amate o le più nuove'],
      options: {
        order: ['ordine', 'Quali vengono prima'],
        by: ['di', 'Di chi; me per le tue'],
        since: ['da', 'Di quale periodo'],
        search: ['cerca', 'Che cosa mostrano le immagini, in parole'],
      },
    },
    generate: {
      text: ['dipingi', 'Dipinge nuove immagini'],
      options: {
        prompt: ['soggetto', 'Che cosa dipingere, in parole o emoji; niente per immagini libere'],
        ...parts,
        style,
        model,
        count: ['numero', 'Quante immagini'],
        seed,
        spread: ['ampiezza', 'Quanto allontanarsi dal soggetto; 1 è il solito'],
        spoiler,
        private: own,
      },
    },
    help: {
      text: ['aiuto', 'Dice che cosa so fare, o spiega un comando'],
      options: { command: ['comando', 'Il comando da spiegare'] },
    },
    interpolate: {
      text: ['trasforma', "Anima una cosa che diventa un'altra e ritorna"],
      options: {
        from: ['da', "L'inizio: un'emoji, parole, un identificativo o un'immagine allegata"],
        to: ['a', 'Che cosa diventa'],
        frames: ['fotogrammi', 'Quanti fotogrammi'],
        format: ['formato', 'Il tipo di file'],
        style,
        speed: ['velocità', 'Quanto veloce si muove; 1 è il solito'],
        spoiler,
        private: own,
      },
    },
    link: {
      text: ['collega', 'Fa dei tuoi account su due piattaforme una sola persona'],
      options: { code: ['codice', "Il codice dell'altro account, o undo; niente per un nuovo codice"] },
    },
    make: {
      text: ['fare', 'Fa animazioni, serie di emoji, motivi e banner'],
      options: {
        what: ['cosa', 'Che cosa si fa'],
        picture,
        more: ['altro', 'Che altro si aggiunge'],
        text: ['testo', 'Le parole di un banner'],
        count: ['quanti', 'Quanti umori ha una serie, 9 o 16'],
        style,
        colour: ['colore', 'Il colore di fondo del motivo o del banner: un nome o #5865f2'],
        speed: ['velocità', 'Quanto veloce si muove; 1 è il solito'],
        format: ['formato', 'Il tipo di file'],
        seed,
        spoiler,
        private: own,
      },
    },
    mix: {
      text: ['mescola', 'Mescola due o più cose in nuove immagini'],
      options: {
        a: ['uno', picture[1]],
        b: ['due', 'Con che cosa mescolarlo'],
        more: ['altro', "Che cos'altro aggiungere"],
        style,
        balance: ['parte', 'La parte del secondo di due; 0.5 è alla pari'],
        seed,
        spoiler,
        private: own,
      },
    },
    model: {
      text: ['modello', 'Elenca i modelli; gli admin li cambiano'],
      options: {
        action: ['azione', 'Che cosa fare'],
        name: ['nome', 'Il modello da usare'],
        other: ['altro', 'Il modello con cui confrontarlo'],
      },
    },
    delete: {
      text: ['elimina', 'Elimina per sempre una tua immagine'],
      options: { id: ['id', "L'identificativo dell'immagine, che è anche il nome del suo file"] },
    },
    privacy: {
      text: ['privacy', 'Mostra ciò che è conservato su di te, lo consegna o lo elimina'],
      options: {
        what: ['cosa', 'Che cosa farne: show, export o delete'],
        avatar: ['foto', 'Se altri possono dipingere dalla tua immagine del profilo: allow o forbid'],
      },
    },
    report: {
      text: ['segnala', 'Dice a chi amministra che un’immagine non dovrebbe stare qui'],
      options: {
        id: ['id', 'L’identificativo dell’immagine, che è il nome del suo file'],
        reason: ['motivo', 'Che cosa non va; non è obbligatorio'],
      },
    },
    reports: { text: ['segnalazioni', 'Mostra le immagini segnalate, per decidere'], options: {} },
    block: {
      text: ['blocca', 'Lascia che una persona guardi e basta; mostra chi è bloccato'],
      options: { person: ['persona', 'Chi: menzione, nome o identificativo; niente per vedere chi è bloccato'] },
    },
    unblock: {
      text: ['sblocca', 'Non blocca più una persona'],
      options: { person: ['persona', 'Chi: menzione, nome o identificativo'] },
    },
    audit: { text: ['registro', 'Mostra chi ha deciso che cosa qui, prima le cose più recenti'], options: {} },
    queue: { text: ['coda', 'Mostra che cosa attende e che cosa è in corso'], options: {} },
    recall: {
      text: ['richiama', 'Riporta una vecchia immagine con tutta la sua storia'],
      options: {
        picture: ['immagine', "L'identificativo di un'immagine, come si chiama il suo file, o un'immagine allegata"],
      },
    },
    edit: {
      text: ['modifica', 'Cambia un’immagine: umore, che cosa indossa o tiene, colore, stile'],
      options: {
        picture,
        change: ['cambiamento', 'Che cosa deve cambiare, a parole: assonnato, con una corona'],
        ...parts,
        style,
        spoiler,
        private: own,
      },
    },
    restyle: {
      text: ['ristilizza', 'Dipinge la stessa cosa in un altro stile'],
      options: { picture, style, spoiler, private: own },
    },
    retrain: {
      text: ['allena', 'Continua ad allenare il modello e passa al risultato'],
      options: { minutes: ['minuti', 'Per quanto tempo'] },
    },
    save: {
      text: ['salva', "Salva un'immagine come emoji o adesivo"],
      options: {
        picture: ['immagine', "L'identificativo di un'immagine, o un'immagine allegata"],
        name: ['nome', 'Il suo nome: da 2 a 32 lettere, cifre o trattini bassi'],
        kind: ['tipo', 'Emoji o adesivo di questo server, o emoji di Easel'],
      },
    },
    sketch: {
      text: ['schizzo', 'Fa del tuo disegno una emoji, quattro volte'],
      options: {
        picture: ['immagine', 'Un disegno che alleghi: linee su carta semplice'],
        words: ['parole', 'Che cosa mostra, se vuoi dirlo'],
        style,
        seed,
        spoiler,
        private: own,
      },
    },
    teach: {
      text: ['insegna', 'Dà a Easel una tua immagine da cui può imparare'],
      options: { name: ['nome', 'Che cosa mostra; oppure mine, queue'], picture: ['immagine', 'L’immagine'] },
    },
    settings: {
      text: ['impostazioni', 'Mostra e cambia ciò che vale qui'],
      options: {
        style: ['stile', 'Lo stile dove nulla ne dice un altro'],
        model,
        retrain: ['allena', "Chi può allenare: admins, everyone o l'identificativo di un ruolo"],
        nightly: ['notte', 'Quando allenare di notte, per esempio 03:30'],
        zone: ['fuso', 'Il fuso orario, per esempio Europe/Rome'],
        news: ['novità', 'Il canale per le novità: il suo identificativo, o here'],
        daily: ['giorno', 'Quante immagini una persona può dipingere in un giorno'],
        count: ['numero', 'Quante immagini una richiesta può dipingere, da 1 a 9'],
        keep: [
          'conserva',
          'Per quanti giorni restano le immagini che nessuno ha segnato; le altre, quattro volte tanto',
        ],
        reports: ['segnalazioni', 'Quante persone segnalano un’immagine prima che sia nascosta'],
        promote: ['promuovi', 'Con quanti voti un’immagine è proposta agli admin come emoji'],
        words: ['parole', 'Le parole che non si dipingono, separate da virgole'],
        wordlist: ['lista', 'Se vale anche la lista inclusa: on o off'],
        taste: ['gusto', 'Se scegliere secondo i voti: on oppure off'],
      },
    },
  },
  shortcuts: {
    'again-like-this': 'Ancora così',
    delete: 'Elimina o segnala…',
    edit: 'Modifica…',
    'mix-with': 'Mescola con…',
    restyle: 'Cambia stile…',
    'paint-person': 'Dipingi questa persona…',
    'save-as-emoji': 'Salva come emoji',
  },
};
