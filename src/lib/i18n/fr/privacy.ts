import type { privacy as english } from '../en/privacy.ts';

export const privacy: Readonly<Record<keyof typeof english, string>> = {
  'privacy.export': 'Me les remettre',
  'privacy.export.does': 'Tout ce qui est gardé sur toi, en un fichier pour toi seul',
  'privacy.delete': 'Tout supprimer…',
  'privacy.delete.does': 'Supprimer tout ce qui est gardé sur toi',
  'privacy.forget': 'Tout supprimer',
  'privacy.forget.does': 'Le supprimer maintenant, pour de bon',
  'privacy.title': 'Ce que je garde sur toi',
  'privacy.accounts':
    '{count, plural, one {Ton compte sur} other {Tes comptes sur}} {platforms} : l’identifiant là-bas, et le nom que tu portes.',
  'privacy.pictures':
    '{count, plural, one {# image que tu as demandée} other {# images que tu as demandées}} : les mots tapés, quand et où, et de quoi chacune est peinte.',
  'privacy.marks':
    '{votes, plural, one {# vote} other {# votes}} et {favorites, plural, one {# favori} other {# favoris}} ; quelles images tu as vues, agrandies et enregistrées.',
  'privacy.reports':
    '{count, plural, one {# image que tu as signalée} other {# images que tu as signalées}}, et tes mots à ce sujet.',
  'privacy.lessons':
    '{count, plural, one {# image que tu m’as donnée} other {# images que tu m’as données}} pour apprendre.',
  'privacy.messages': '{count, plural, one {# message} other {# messages}} sur la page web, avec leurs réponses.',
  'privacy.where': 'Tout est sur la machine où je tourne ; rien n’est envoyé ailleurs.',
  'privacy.part': 'Partie {part}',
  'privacy.part.does': 'Partie {part} sur {parts}',
  'privacy.part-of': 'Partie {part} sur {parts} de ce que je garde sur toi',
  'privacy.archive': '{which}. Tes mots et tes votes sont dans `about-you.json`, tes images à côté.',
  'privacy.archive-part':
    '{which}. Tes mots et tes votes sont dans `about-you.json` de la partie 1, tes images à côté.',
  'privacy.ask':
    '**Supprimer tout ce que je garde sur toi ?** {pictures, plural, one {# image de toi disparaît} other {# images de toi disparaissent}} des messages, de la galerie et des favoris de tous ; {votes, plural, one {ton # vote ne compte} other {tes # votes ne comptent}} plus, et le prochain entraînement est sans tout cela.',
  'privacy.stays':
    'Ce que d’autres ont fait de tes images reste, sans tes mots. Un modèle qui a appris de toi avant reste tel quel, et aussi un blocage te concernant et ton souhait de ne pas être peint, comme des codes sans ton nom. Personne ne peut revenir là-dessus.',
  'privacy.forgotten':
    'Tout ce que je gardais sur toi est supprimé. Si tu me redemandes quelque chose, tu es pour moi quelqu’un de nouveau.',
  'privacy.avatar':
    '{may, select, yes {D’autres peuvent peindre à partir de ta photo de profil, là où ils la voient.} other {Personne d’autre que toi ne peut peindre à partir de ta photo de profil.}}',
  'privacy.avatar.forbid': 'Interdire de me peindre',
  'privacy.avatar.forbid.does': 'Personne d’autre que toi ne peut peindre à partir de ta photo de profil',
  'privacy.avatar.allow': 'Autoriser à me peindre',
  'privacy.avatar.allow.does': 'D’autres peuvent peindre à partir de ta photo de profil',
};
