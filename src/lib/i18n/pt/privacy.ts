import type { privacy as english } from '../en/privacy.ts';

export const privacy: Readonly<Record<keyof typeof english, string>> = {
  'privacy.export': 'Quero uma cópia',
  'privacy.export.does': 'Tudo o que se guarda sobre você, em um arquivo só para você',
  'privacy.delete': 'Apagar tudo…',
  'privacy.delete.does': 'Apagar tudo o que se guarda sobre você',
  'privacy.forget': 'Apagar tudo',
  'privacy.forget.does': 'Apagar agora, para sempre',
  'privacy.title': 'O que eu guardo sobre você',
  'privacy.accounts':
    '{count, plural, one {Sua conta em} many {Suas contas em} other {Suas contas em}} {platforms}: o id de lá e o nome que você usa.',
  'privacy.pictures':
    '{count, plural, one {# imagem que você pediu} many {# de imagens que você pediu} other {# imagens que você pediu}}: as palavras que você digitou, quando e onde, e de que cada uma foi pintada.',
  'privacy.marks':
    '{votes, plural, one {# voto} many {# de votos} other {# votos}} e {favorites, plural, one {# favorito} many {# de favoritos} other {# favoritos}}; quais imagens foram mostradas a você, e quais você ampliou e salvou.',
  'privacy.reports':
    '{count, plural, one {# imagem} many {# de imagens} other {# imagens}} que você denunciou, e o que disse sobre isso.',
  'privacy.lessons':
    '{count, plural, one {# imagem} many {# de imagens} other {# imagens}} que você me deu para aprender.',
  'privacy.messages':
    '{count, plural, one {# mensagem} many {# de mensagens} other {# mensagens}} na página web, com as respostas.',
  'privacy.where': 'Tudo fica na máquina em que eu funciono; nada é enviado para outro lugar.',
  'privacy.part': 'Parte {part}',
  'privacy.part.does': 'Parte {part} de {parts}',
  'privacy.part-of': 'Parte {part} de {parts} do que eu guardo sobre você',
  'privacy.archive': '{which}. Suas palavras e marcas estão em `about-you.json`, com suas imagens ao lado.',
  'privacy.archive-part':
    '{which}. Suas palavras e marcas estão no `about-you.json` da parte 1, com suas imagens ao lado.',
  'privacy.ask':
    '**Apagar tudo o que eu guardo sobre você?** {pictures, plural, one {# imagem sua some} many {# de imagens suas somem} other {# imagens suas somem}} das mensagens, da galeria e dos favoritos de todos; {votes, plural, one {# voto seu deixa} many {# de votos seus deixam} other {# votos seus deixam}} de contar, e o próximo treino é feito sem nada disso.',
  'privacy.stays':
    'O que outras pessoas fizeram com suas imagens fica, sem as suas palavras. Um modelo que já aprendeu com você fica como está, e também um bloqueio seu e o seu desejo de não ser pintado, como códigos sem o seu nome. Ninguém pode trazer isso de volta.',
  'privacy.forgotten':
    'Tudo o que eu guardava sobre você foi apagado. Se você me pedir algo de novo, para mim será alguém novo.',
  'privacy.avatar':
    '{may, select, yes {Outras pessoas podem pintar a partir da sua foto de perfil, onde podem vê-la.} other {Ninguém além de você pode pintar a partir da sua foto de perfil.}}',
  'privacy.avatar.forbid': 'Proibir que me pintem',
  'privacy.avatar.forbid.does': 'Ninguém além de você pode pintar a partir da sua foto de perfil',
  'privacy.avatar.allow': 'Permitir que me pintem',
  'privacy.avatar.allow.does': 'Outras pessoas podem pintar a partir da sua foto de perfil',
};
