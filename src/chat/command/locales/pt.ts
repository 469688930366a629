import type { Locale, Text } from './locale.ts';

const style: Text = ['estilo', 'O estilo em que se pinta'];
const seed: Text = ['semente', 'A mesma semente pinta as mesmas imagens'];
const model: Text = ['modelo', 'O modelo com que se pinta'];
const spoiler: Text = ['ocultar', 'Ocultar as imagens até que alguém queira vê-las'];
const own: Text = ['privado', 'Pintar só para você, até compartilhar'];
const parts = {
  colour: ['cor', 'A sua cor'],
  mood: ['humor', 'Como se sente'],
  wearing: ['usa', 'O que usa: uma coroa, óculos, um cachecol'],
  holding: ['segura', 'O que segura ou tem à frente'],
  size: ['tamanho', 'Minúsculo ou gigante'],
} as const;
const picture: Text = ['imagem', 'Um emoji, palavras, o identificador de uma imagem ou uma imagem anexada'];

export const pt: Locale = {
  commands: {
    cancel: {
      text: ['cancelar', 'Cancela os seus pedidos, ou um deles'],
      options: { job: ['pedido', 'O seu identificador, ou training; nada para todos os seus'] },
    },
    console: { text: ['console', 'Abre o console deste servidor no navegador: um link só para você'], options: {} },
    explore: {
      text: ['explorar', 'Muda uma imagem passo a passo: mais quente, redonda, alegre, fofa'],
      options: { picture },
    },
    favorites: { text: ['favoritos', 'Mostra as imagens que você guardou com ❤️'], options: {} },
    gallery: {
      text: ['galeria', 'Mostra as imagens feitas aqui, primeiro as mais amadas ou as mais novas'],
      options: {
        order: ['ordem', 'Quais vêm primeiro'],
        by: ['de', 'De quem; me para as suas'],
        since: ['desde', 'De que período'],
        search: ['buscar', 'O que as imagens mostram, em palavras'],
      },
    },
    generate: {
      text: ['pintar', 'Pinta novas imagens'],
      options: {
        prompt: ['tema', 'O que pintar, em palavras ou emoji; nada para imagens livres'],
        ...parts,
        style,
        model,
        count: ['quantidade', 'Quantas imagens'],
        seed,
        spread: ['amplitude', 'Quanto se afastar do tema; 1 é o habitual'],
        spoiler,
        private: own,
      },
    },
    help: {
      text: ['ajuda', 'Diz o que sei fazer, ou explica um comando'],
      options: { command: ['comando', 'O comando a explicar'] },
    },
    interpolate: {
      text: ['transformar', 'Anima uma coisa que se torna outra e volta'],
      options: {
        from: ['de', 'O começo: um emoji, palavras, um identificador ou uma imagem anexada'],
        to: ['para', 'No que se torna'],
        frames: ['quadros', 'Quantos quadros'],
        format: ['formato', 'O tipo de arquivo'],
        style,
        speed: ['velocidade', 'A que velocidade se move; 1 é o habitual'],
        spoiler,
        private: own,
      },
    },
    link: {
      text: ['vincular', 'Faz das suas contas em duas plataformas uma só pessoa'],
      options: { code: ['código', 'O código da sua outra conta, ou undo; nada para um novo código'] },
    },
    make: {
      text: ['fazer', 'Faz animações, conjuntos de emoji, padrões e faixas'],
      options: {
        what: ['quê', 'O que se faz'],
        picture,
        more: ['mais', 'O que mais entra'],
        text: ['texto', 'As palavras de uma faixa'],
        count: ['quantidade', 'Quantos humores tem um conjunto, 9 ou 16'],
        style,
        colour: ['cor', 'A cor de fundo do padrão ou da faixa: um nome ou #5865f2'],
        speed: ['velocidade', 'A que velocidade se move; 1 é o normal'],
        format: ['formato', 'O tipo de ficheiro'],
        seed,
        spoiler,
        private: own,
      },
    },
    mix: {
      text: ['misturar', 'Mistura duas ou mais coisas em novas imagens'],
      options: {
        a: ['um', picture[1]],
        b: ['dois', 'Com o que misturar'],
        more: ['mais', 'O que mais juntar'],
        style,
        balance: ['parte', 'A parte do segundo de dois; 0.5 é por igual'],
        seed,
        spoiler,
        private: own,
      },
    },
    model: {
      text: ['modelo', 'Lista os modelos; os admins trocam entre eles'],
      options: {
        action: ['ação', 'O que fazer'],
        name: ['nome', 'O modelo a usar'],
        other: ['outro', 'O modelo com que se compara'],
      },
    },
    delete: {
      text: ['apagar', 'Apaga para sempre uma imagem sua'],
      options: { id: ['id', 'O identificador da imagem, que é também o nome do arquivo'] },
    },
    privacy: {
      text: ['privacidade', 'Mostra o que é guardado sobre você, entrega ou apaga'],
      options: {
        what: ['o-que', 'O que fazer: show, export ou delete'],
        avatar: ['foto', 'Se outras pessoas podem pintar a partir da sua foto de perfil: allow ou forbid'],
      },
    },
    report: {
      text: ['denunciar', 'Avisa quem administra que uma imagem não deveria estar aqui'],
      options: {
        id: ['id', 'O identificador da imagem, que é o nome do arquivo'],
        reason: ['motivo', 'O que há de errado; não é preciso dizer'],
      },
    },
    reports: { text: ['denúncias', 'Mostra as imagens denunciadas, para decidir sobre elas'], options: {} },
    block: {
      text: ['bloquear', 'Deixa uma pessoa só olhar; mostra quem está bloqueado'],
      options: { person: ['pessoa', 'Quem: menção, nome ou identificador; nada para ver a lista'] },
    },
    unblock: {
      text: ['desbloquear', 'Deixa de bloquear uma pessoa'],
      options: { person: ['pessoa', 'Quem: menção, nome ou identificador'] },
    },
    audit: { text: ['registro', 'Mostra quem decidiu o quê aqui, o mais recente primeiro'], options: {} },
    queue: { text: ['fila', 'Mostra o que espera e o que está em andamento'], options: {} },
    recall: {
      text: ['recordar', 'Traz de volta uma imagem antiga com toda a sua história'],
      options: {
        picture: ['imagem', 'O identificador de uma imagem, que é o nome do seu arquivo, ou uma imagem anexada'],
      },
    },
    edit: {
      text: ['mudar', 'Muda uma imagem: humor, o que usa ou segura, cor, estilo'],
      options: {
        picture,
        change: ['mudança', 'O que deve mudar, em palavras: com sono, com uma coroa'],
        ...parts,
        style,
        spoiler,
        private: own,
      },
    },
    restyle: {
      text: ['reestilizar', 'Pinta a mesma coisa em outro estilo'],
      options: { picture, style, spoiler, private: own },
    },
    retrain: {
      text: ['treinar', 'Continua a treinar o modelo e passa ao resultado'],
      options: { minutes: ['minutos', 'Quanto tempo'] },
    },
    save: {
      text: ['guardar', 'Guarda uma imagem como emoji ou figurinha'],
      options: {
        picture: ['imagem', 'O identificador de uma imagem, ou uma imagem anexada'],
        name: ['nome', 'O seu nome: 2 a 32 letras, algarismos ou sublinhados'],
        kind: ['tipo', 'Emoji ou figurinha deste servidor, ou emoji do Easel'],
      },
    },
    sketch: {
      text: ['esboço', 'Faz do seu desenho um emoji, quatro vezes'],
      options: {
        picture: ['imagem', 'Um desenho que você anexa: linhas em papel liso'],
        words: ['palavras', 'O que mostra, se quiser dizer'],
        style,
        seed,
        spoiler,
        private: own,
      },
    },
    teach: {
      text: ['ensinar', 'Dá ao Easel uma imagem sua com que pode aprender'],
      options: { name: ['nome', 'O que mostra; ou mine, queue'], picture: ['imagem', 'A imagem'] },
    },
    settings: {
      text: ['configurações', 'Mostra e muda o que vale aqui'],
      options: {
        style: ['estilo', 'O estilo quando nada diz outro'],
        model,
        retrain: ['treinar', 'Quem pode treinar: admins, everyone ou o identificador de um cargo'],
        nightly: ['noite', 'Quando treinar à noite, por exemplo 03:30'],
        zone: ['fuso', 'O fuso horário, por exemplo America/Sao_Paulo'],
        news: ['novidades', 'O canal de novidades: o seu identificador, ou here'],
        daily: ['diário', 'Quantas imagens uma pessoa pode pintar por dia'],
        count: ['quantidade', 'Quantas imagens um pedido pode pintar, 1 a 9'],
        keep: ['manter', 'Por quantos dias ficam as imagens que ninguém marcou; as outras, quatro vezes mais'],
        reports: ['denúncias', 'Quantas pessoas denunciam uma imagem até que ela seja escondida'],
        promote: ['promover', 'Com quantos votos uma imagem é oferecida aos admins como emoji'],
        words: ['palavras', 'Palavras que não se pintam, separadas por vírgulas'],
        wordlist: ['lista', 'Se vale também a lista incluída: on ou off'],
        taste: ['gosto', 'Escolher segundo os votos ou não: on ou off'],
      },
    },
  },
  shortcuts: {
    'again-like-this': 'De novo assim',
    delete: 'Apagar ou denunciar…',
    edit: 'Mudar…',
    'mix-with': 'Misturar com…',
    restyle: 'Mudar o estilo…',
    'paint-person': 'Pintar esta pessoa…',
    'save-as-emoji': 'Guardar como emoji',
  },
};
