import type { Locale, Text } from './locale.ts';

const style: Text = ['style', 'Le style dans lequel peindre'];
const seed: Text = ['graine', 'La même graine peint les mêmes images'];
const model: Text = ['modèle', 'Le modèle avec lequel peindre'];
const spoiler: Text = ['masquer', 'Cacher les images jusqu’à ce que quelqu’un veuille les voir'];
const own: Text = ['privé', 'Peindre pour toi seul, jusqu’à ce que tu le partages'];
const parts = {
  colour: ['couleur', 'Sa couleur'],
  mood: ['humeur', 'Comment il se sent'],
  wearing: ['porte', 'Ce qu’il porte : une couronne, des lunettes, une écharpe'],
  holding: ['tient', 'Ce qu’il tient, ou a devant lui'],
  size: ['taille', 'Minuscule ou géant'],
} as const;
const picture: Text = ['image', 'Un emoji, des mots, l’identifiant d’une image ou une image jointe'];

export const fr: Locale = {
  commands: {
    cancel: {
      text: ['annuler', 'Annule tes demandes, ou l’une d’elles'],
      options: { job: ['demande', 'Son identifiant, ou training ; rien pour toutes les tiennes'] },
    },
    console: {
      text: ['console', 'Ouvre la console de ce serveur dans le navigateur : un lien pour vous seul'],
      options: {},
    },
    explore: {
      text: ['explorer', 'Change une image pas à pas : plus chaude, ronde, joyeuse, mignonne'],
      options: { picture },
    },
    favorites: { text: ['favoris', 'Montre les images que tu as gardées avec ❤️'], options: {} },
    gallery: {
      text: ['galerie', 'Montre les images d’ici, les plus aimées ou les plus récentes d’abord'],
      options: {
        order: ['ordre', 'Lesquelles viennent d’abord'],
        by: ['de', 'De qui ; me pour les tiennes'],
        since: ['depuis', 'De quelle période'],
        search: ['chercher', 'Ce que montrent les images, en mots'],
      },
    },
    generate: {
      text: ['peindre', 'Peint de nouvelles images'],
      options: {
        prompt: ['sujet', 'Que peindre, en mots ou en emoji ; rien pour des images libres'],
        ...parts,
        style,
        model,
        count: ['nombre', 'Combien d’images'],
        seed,
        spread: ['écart', 'Jusqu’où s’éloigner du sujet ; 1 est habituel'],
        spoiler,
        private: own,
      },
    },
    help: {
      text: ['aide', 'Dit ce que je sais faire, ou explique une commande'],
      options: { command: ['commande', 'La commande à expliquer'] },
    },
    interpolate: {
      text: ['transformer', 'Anime une chose qui en devient une autre, puis revient'],
      options: {
        from: ['de', 'Le début : un emoji, des mots, un identifiant ou une image jointe'],
        to: ['vers', 'Ce qu’il devient'],
        frames: ['vues', 'Combien de vues'],
        format: ['format', 'Le type de fichier'],
        style,
        speed: ['vitesse', 'À quelle vitesse cela bouge ; 1 est habituel'],
        spoiler,
        private: own,
      },
    },
    link: {
      text: ['lier', 'Fait de tes comptes sur deux plateformes une seule personne'],
      options: { code: ['code', 'Le code de ton autre compte, ou undo ; rien pour un nouveau code'] },
    },
    make: {
      text: ['faire', 'Fait des animations, des jeux d’émojis, des motifs et des bannières'],
      options: {
        what: ['quoi', 'Ce qui est fait'],
        picture,
        more: ['plus', 'Ce qui s’y ajoute'],
        text: ['texte', 'Les mots d’une bannière'],
        count: ['nombre', 'Combien d’humeurs a un jeu, 9 ou 16'],
        style,
        colour: ['couleur', 'La couleur de fond du motif ou de la bannière : un nom ou #5865f2'],
        speed: ['vitesse', 'À quelle vitesse cela bouge ; 1 est l’usage'],
        format: ['format', 'Le type de fichier'],
        seed,
        spoiler,
        private: own,
      },
    },
    mix: {
      text: ['mélanger', 'Mélange deux choses ou plus en de nouvelles images'],
      options: {
        a: ['un', picture[1]],
        b: ['deux', 'Avec quoi le mélanger'],
        more: ['plus', 'Ce qu’il faut y ajouter encore'],
        style,
        balance: ['part', 'La part de la seconde de deux ; 0.5 est à égalité'],
        seed,
        spoiler,
        private: own,
      },
    },
    model: {
      text: ['modèle', 'Liste les modèles ; les admins en changent'],
      options: {
        action: ['action', 'Que faire'],
        name: ['nom', 'Le modèle à utiliser'],
        other: ['autre', 'Le modèle auquel le comparer'],
      },
    },
    delete: {
      text: ['supprimer', 'Supprime définitivement une de tes images'],
      options: { id: ['identifiant', "L'identifiant de l'image, qui est aussi le nom de son fichier"] },
    },
    privacy: {
      text: ['confidentialité', 'Montre ce qui est conservé sur toi, le remet ou le supprime'],
      options: {
        what: ['quoi', 'Que faire : show, export ou delete'],
        avatar: ['photo', 'Si d’autres peuvent peindre à partir de ta photo de profil : allow ou forbid'],
      },
    },
    report: {
      text: ['signaler', 'Dit aux administrateurs qu’une image n’a pas sa place ici'],
      options: {
        id: ['identifiant', 'L’identifiant de l’image, qui est aussi le nom de son fichier'],
        reason: ['raison', 'Ce qui ne va pas ; rien n’oblige à le dire'],
      },
    },
    reports: { text: ['signalements', 'Montre les images signalées, pour en décider'], options: {} },
    block: {
      text: ['bloquer', 'Laisse une personne regarder et rien d’autre ; montre qui est bloqué'],
      options: { person: ['personne', 'Qui : mention, nom ou identifiant ; rien pour voir la liste'] },
    },
    unblock: {
      text: ['débloquer', 'Ne bloque plus une personne'],
      options: { person: ['personne', 'Qui : mention, nom ou identifiant'] },
    },
    audit: { text: ['journal', 'Montre qui a décidé quoi ici, du plus récent au plus ancien'], options: {} },
    queue: { text: ['file', 'Montre ce qui attend et ce qui est en cours'], options: {} },
    recall: {
      text: ['rappeler', 'Ramène une ancienne image avec toute son histoire'],
      options: { picture: ['image', 'L’identifiant d’une image, qui est le nom de son fichier, ou une image jointe'] },
    },
    edit: {
      text: ['modifier', 'Change une image : humeur, ce qu’elle porte ou tient, couleur, style'],
      options: {
        picture,
        change: ['changement', 'Ce qui doit changer, en mots : endormi, avec une couronne'],
        ...parts,
        style,
        spoiler,
        private: own,
      },
    },
    restyle: {
      text: ['restyler', 'Peint la même chose dans un autre style'],
      options: { picture, style, spoiler, private: own },
    },
    retrain: {
      text: ['entraîner', 'Entraîne encore le modèle et passe au résultat'],
      options: { minutes: ['minutes', 'Combien de temps'] },
    },
    save: {
      text: ['garder', 'Garde une image comme emoji ou autocollant'],
      options: {
        picture: ['image', 'L’identifiant d’une image, ou une image jointe'],
        name: ['nom', 'Son nom : 2 à 32 lettres, chiffres ou tirets bas'],
        kind: ['genre', 'Emoji ou autocollant de ce serveur, ou emoji d’Easel'],
      },
    },
    sketch: {
      text: ['croquis', 'Fait de ton dessin un emoji, quatre fois'],
      options: {
        picture: ['image', 'Un dessin que tu joins : des traits sur du papier uni'],
        words: ['mots', 'Ce qu’il montre, si tu veux le dire'],
        style,
        seed,
        spoiler,
        private: own,
      },
    },
    teach: {
      text: ['enseigner', 'Donne à Easel une image à vous dont il peut apprendre'],
      options: { name: ['nom', 'Ce qu’elle montre ; ou mine, queue'], picture: ['image', 'L’image'] },
    },
    settings: {
      text: ['réglages', 'Montre et change ce qui vaut ici'],
      options: {
        style: ['style', 'Le style quand rien n’en dit un autre'],
        model,
        retrain: ['entraîner', 'Qui peut entraîner : admins, everyone ou l’identifiant d’un rôle'],
        nightly: ['nuit', 'Quand entraîner la nuit, par exemple 03:30'],
        zone: ['fuseau', 'Le fuseau horaire, par exemple Europe/Paris'],
        news: ['nouvelles', 'Le salon des nouvelles : son identifiant, ou here'],
        daily: ['jour', 'Combien d’images une personne peut peindre par jour'],
        count: ['nombre', 'Combien d’images une demande peut peindre, 1 à 9'],
        keep: [
          'garder',
          "Combien de jours restent les images que personne n'a marquées ; les autres, quatre fois plus",
        ],
        reports: ['signalements', 'Combien de personnes signalent une image avant qu’elle soit cachée'],
        promote: ['promouvoir', 'À partir de combien de votes une image est proposée comme émoji'],
        words: ['mots', 'Les mots qu’on ne peint pas, séparés par des virgules'],
        wordlist: ['liste', 'Si la liste fournie vaut aussi : on ou off'],
        taste: ['goût', 'Choisir selon les votes ou non : on ou off'],
      },
    },
  },
  shortcuts: {
    'again-like-this': 'Encore comme ça',
    delete: 'Supprimer ou signaler…',
    edit: 'Modifier…',
    'mix-with': 'Mélanger avec…',
    restyle: 'Restyler…',
    'paint-person': 'Peindre cette personne…',
    'save-as-emoji': 'Garder comme emoji',
  },
};
