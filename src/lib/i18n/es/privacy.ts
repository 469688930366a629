import type { privacy as english } from '../en/privacy.ts';

export const privacy: Readonly<Record<keyof typeof english, string>> = {
  'privacy.export': 'Dame una copia',
  'privacy.export.does': 'Todo lo que se guarda sobre ti, en un archivo solo para ti',
  'privacy.delete': 'Borrarlo todo…',
  'privacy.delete.does': 'Borrar todo lo que se guarda sobre ti',
  'privacy.forget': 'Borrarlo todo',
  'privacy.forget.does': 'Borrarlo ahora, para siempre',
  'privacy.title': 'Lo que guardo sobre ti',
  'privacy.accounts':
    '{count, plural, one {Tu cuenta en} many {Tus cuentas en} other {Tus cuentas en}} {platforms}: su id allí y el nombre que usas.',
  'privacy.pictures':
    '{count, plural, one {# imagen} many {# de imágenes} other {# imágenes}} que pediste: las palabras que escribiste, cuándo y dónde, y a partir de qué se pintó cada una.',
  'privacy.marks':
    '{votes, plural, one {# voto} many {# de votos} other {# votos}} y {favorites, plural, one {# favorito} many {# de favoritos} other {# favoritos}}; qué imágenes se te mostraron, y cuáles ampliaste y guardaste.',
  'privacy.reports':
    '{count, plural, one {# imagen} many {# de imágenes} other {# imágenes}} que denunciaste, y lo que dijiste de ello.',
  'privacy.lessons':
    '{count, plural, one {# imagen} many {# de imágenes} other {# imágenes}} que me diste para aprender.',
  'privacy.messages':
    '{count, plural, one {# mensaje} many {# de mensajes} other {# mensajes}} en la página web, con sus respuestas.',
  'privacy.where': 'Todo está en la máquina en la que funciono; nada se envía a otro lugar.',
  'privacy.part': 'Parte {part}',
  'privacy.part.does': 'Parte {part} de {parts}',
  'privacy.part-of': 'Parte {part} de {parts} de lo que guardo sobre ti',
  'privacy.archive': '{which}. Tus palabras y valoraciones están en `about-you.json`, y tus imágenes al lado.',
  'privacy.archive-part':
    '{which}. Tus palabras y valoraciones están en el `about-you.json` de la parte 1, y tus imágenes al lado.',
  'privacy.ask':
    '**¿Borrar todo lo que guardo sobre ti?** {pictures, plural, one {# imagen tuya desaparece} many {# de imágenes tuyas desaparecen} other {# imágenes tuyas desaparecen}} de los mensajes, de la galería y de los favoritos de todos; {votes, plural, one {tu voto deja} many {tus # de votos dejan} other {tus # votos dejan}} de contar, y el próximo entrenamiento se hace sin nada de ello.',
  'privacy.stays':
    'Lo que otros hicieron con tus imágenes se queda, sin tus palabras. Un modelo que ya aprendió de ti se queda como está, y también un bloqueo tuyo y tu deseo de que no te pinten, como códigos sin tu nombre. Nadie puede recuperar lo borrado.',
  'privacy.forgotten':
    'Se ha borrado todo lo que guardaba sobre ti. Si vuelves a pedirme algo, te conoceré como a alguien nuevo.',
  'privacy.avatar':
    '{may, select, yes {Otras personas pueden pintar a partir de tu foto de perfil, donde pueden verla.} other {Nadie más que tú puede pintar a partir de tu foto de perfil.}}',
  'privacy.avatar.forbid': 'Prohibir pintarme',
  'privacy.avatar.forbid.does': 'Nadie más que tú puede pintar a partir de tu foto de perfil',
  'privacy.avatar.allow': 'Permitir pintarme',
  'privacy.avatar.allow.does': 'Otras personas pueden pintar a partir de tu foto de perfil',
};
