import type { Locale, Text } from './locale.ts';

const style: Text = ['estilo', 'El estilo en que se pinta'];
const seed: Text = ['semilla', 'La misma semilla pinta las mismas imágenes'];
const model: Text = ['modelo', 'El modelo con que se pinta'];
const spoiler: Text = ['ocultar', 'Ocultar las imágenes hasta que alguien quiera verlas'];
const own: Text = ['privado', 'Pintar solo para ti, hasta que lo compartas'];
const parts = {
  colour: ['color', 'Su color'],
  mood: ['ánimo', 'Cómo se siente'],
  wearing: ['lleva', 'Qué lleva puesto: una corona, gafas, una bufanda'],
  holding: ['sostiene', 'Qué sostiene o tiene delante'],
  size: ['tamaño', 'Diminuto o gigante'],
} as const;
const picture: Text = ['imagen', 'Un emoji, palabras, el identificador de una imagen o una imagen adjunta'];

export const es: Locale = {
  commands: {
    cancel: {
      text: ['cancelar', 'Cancela tus encargos, o uno de ellos'],
      options: { job: ['encargo', 'Su identificador, o training; nada para todos los tuyos'] },
    },
    console: {
      text: ['consola', 'Abre la consola de este servidor en el navegador: un enlace solo para ti'],
      options: {},
    },
    explore: {
      text: ['explorar', 'Cambia una imagen paso a paso: más cálida, redonda, alegre, tierna'],
      options: { picture },
    },
    favorites: { text: ['favoritos', 'Muestra las imágenes que guardaste con ❤️'], options: {} },
    gallery: {
      text: ['galería', 'Muestra las imágenes de aquí, primero las más queridas o las más nuevas'],
      options: {
        order: ['orden', 'Cuáles van primero'],
        by: ['de', 'De quién; me para las tuyas'],
        since: ['desde', 'De qué tiempo'],
        search: ['buscar', 'Qué muestran las imágenes, en palabras'],
      },
    },
    generate: {
      text: ['pintar', 'Pinta imágenes nuevas'],
      options: {
        prompt: ['tema', 'Qué pintar, en palabras o emoji; nada para imágenes libres'],
        ...parts,
        style,
        model,
        count: ['cantidad', 'Cuántas imágenes'],
        seed,
        spread: ['amplitud', 'Cuánto alejarse del tema; 1 es lo habitual'],
        spoiler,
        private: own,
      },
    },
    help: {
      text: ['ayuda', 'Dice lo que sé hacer, o explica un comando'],
      options: { command: ['comando', 'El comando que se explica'] },
    },
    interpolate: {
      text: ['transformar', 'Anima una cosa que se convierte en otra y vuelve'],
      options: {
        from: ['de', 'El comienzo: un emoji, palabras, un identificador o una imagen adjunta'],
        to: ['a', 'En qué se convierte'],
        frames: ['cuadros', 'Cuántos cuadros'],
        format: ['formato', 'El tipo de archivo'],
        style,
        speed: ['velocidad', 'Qué tan rápido se mueve; 1 es lo habitual'],
        spoiler,
        private: own,
      },
    },
    link: {
      text: ['vincular', 'Hace de tus cuentas en dos plataformas una sola persona'],
      options: { code: ['código', 'El código de tu otra cuenta, o undo; nada para un código nuevo'] },
    },
    make: {
      text: ['hacer', 'Hace animaciones, juegos de emoji, estampados y banderas'],
      options: {
        what: ['qué', 'Qué se hace'],
        picture,
        more: ['más', 'Qué más entra'],
        text: ['texto', 'Las palabras de una cabecera'],
        count: ['cantidad', 'Cuántos ánimos tiene un juego, 9 o 16'],
        style,
        colour: ['color', 'El color de fondo del estampado o la cabecera: un nombre o #5865f2'],
        speed: ['velocidad', 'A qué velocidad se mueve; 1 es lo normal'],
        format: ['formato', 'El tipo de archivo'],
        seed,
        spoiler,
        private: own,
      },
    },
    mix: {
      text: ['mezclar', 'Mezcla dos o más cosas en imágenes nuevas'],
      options: {
        a: ['uno', picture[1]],
        b: ['dos', 'Con qué mezclarlo'],
        more: ['más', 'Qué más añadir'],
        style,
        balance: ['parte', 'La parte del segundo de dos; 0.5 es por igual'],
        seed,
        spoiler,
        private: own,
      },
    },
    model: {
      text: ['modelo', 'Enumera los modelos; los admins los cambian'],
      options: {
        action: ['acción', 'Qué hacer'],
        name: ['nombre', 'El modelo que se usa'],
        other: ['otro', 'El modelo con el que se compara'],
      },
    },
    delete: {
      text: ['borrar', 'Borra una imagen tuya para siempre'],
      options: { id: ['id', 'El identificador de la imagen, que también es el nombre de su archivo'] },
    },
    privacy: {
      text: ['privacidad', 'Muestra lo que se guarda sobre ti, lo entrega o lo borra'],
      options: {
        what: ['qué', 'Qué hacer con ello: show, export o delete'],
        avatar: ['foto', 'Si otras personas pueden pintar a partir de tu foto de perfil: allow o forbid'],
      },
    },
    report: {
      text: ['denunciar', 'Avisa a quienes administran de que una imagen no debería estar aquí'],
      options: {
        id: ['id', 'El identificador de la imagen, que es el nombre de su archivo'],
        reason: ['motivo', 'Qué tiene de malo; no hace falta decirlo'],
      },
    },
    reports: { text: ['denuncias', 'Muestra las imágenes denunciadas, para decidir sobre ellas'], options: {} },
    block: {
      text: ['bloquear', 'Deja que una persona solo mire; muestra quién está bloqueado'],
      options: { person: ['persona', 'Quién: mención, nombre o identificador; nada para ver la lista'] },
    },
    unblock: {
      text: ['desbloquear', 'Deja de bloquear a una persona'],
      options: { person: ['persona', 'Quién: mención, nombre o identificador'] },
    },
    audit: { text: ['registro', 'Muestra quién decidió qué aquí, lo más reciente primero'], options: {} },
    queue: { text: ['cola', 'Muestra lo que espera y lo que está en marcha'], options: {} },
    recall: {
      text: ['recordar', 'Trae de vuelta una imagen antigua con toda su historia'],
      options: {
        picture: ['imagen', 'El identificador de una imagen, que es el nombre de su archivo, o una imagen adjunta'],
      },
    },
    edit: {
      text: ['cambiar', 'Cambia una imagen: ánimo, lo que lleva o sostiene, color, estilo'],
      options: {
        picture,
        change: ['cambio', 'Qué debe ser distinto, en palabras: con sueño, con corona'],
        ...parts,
        style,
        spoiler,
        private: own,
      },
    },
    restyle: {
      text: ['reestilizar', 'Pinta lo mismo en otro estilo'],
      options: { picture, style, spoiler, private: own },
    },
    retrain: {
      text: ['entrenar', 'Sigue entrenando el modelo y pasa al resultado'],
      options: { minutes: ['minutos', 'Cuánto tiempo'] },
    },
    save: {
      text: ['guardar', 'Guarda una imagen como emoji o sticker'],
      options: {
        picture: ['imagen', 'El identificador de una imagen, o una imagen adjunta'],
        name: ['nombre', 'Su nombre: de 2 a 32 letras, cifras o guiones bajos'],
        kind: ['tipo', 'Emoji o sticker de este servidor, o emoji de Easel'],
      },
    },
    sketch: {
      text: ['boceto', 'Hace de tu dibujo un emoji, cuatro veces'],
      options: {
        picture: ['imagen', 'Un dibujo que adjuntas: líneas sobre papel liso'],
        words: ['palabras', 'Qué muestra, si quieres decirlo'],
        style,
        seed,
        spoiler,
        private: own,
      },
    },
    teach: {
      text: ['enseñar', 'Da a Easel una imagen tuya de la que puede aprender'],
      options: { name: ['nombre', 'Qué muestra; o mine, queue'], picture: ['imagen', 'La imagen'] },
    },
    settings: {
      text: ['ajustes', 'Muestra y cambia lo que vale aquí'],
      options: {
        style: ['estilo', 'El estilo cuando nada dice otro'],
        model,
        retrain: ['entrenar', 'Quién puede entrenar: admins, everyone o el identificador de un rol'],
        nightly: ['noche', 'Cuándo entrenar de noche, por ejemplo 03:30'],
        zone: ['zona', 'La zona horaria, por ejemplo Europe/Madrid'],
        news: ['noticias', 'El canal de noticias: su identificador, o here'],
        daily: ['diario', 'Cuántas imágenes puede pintar una persona al día'],
        count: ['cantidad', 'Cuántas imágenes puede pintar un encargo, de 1 a 9'],
        keep: ['conservar', 'Cuántos días se guardan las imágenes que nadie marcó; las demás, cuatro veces más'],
        reports: ['denuncias', 'Cuántas personas denuncian una imagen hasta que se oculta y alguien decide'],
        promote: ['promover', 'Con cuántos votos se ofrece una imagen a los admins como emoji'],
        words: ['palabras', 'Palabras que no se pintan, separadas por comas'],
        wordlist: ['lista', 'Si vale también la lista incluida: on u off'],
        taste: ['gusto', 'Si se elige según los votos: on u off'],
      },
    },
  },
  shortcuts: {
    'again-like-this': 'Otra vez así',
    delete: 'Borrar o denunciar…',
    edit: 'Cambiar…',
    'mix-with': 'Mezclar con…',
    restyle: 'Cambiar de estilo…',
    'paint-person': 'Pintar a esta persona…',
    'save-as-emoji': 'Guardar como emoji',
  },
};
