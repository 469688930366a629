/**
 * Slurs and explicit sexual terms, which no prompt has until a workspace says otherwise. Left out is what also names
 * something that people want to see painted, in that language or another one: a hen, a fox, a shell, a cone.
 */
export const unwantedWords = {
  en: `fuck*, motherfuck*, mindfuck*, clusterfuck*, fck, fuk, fuking, cunt*, cocksuck*, cock, cocks, dick, dicks, dickhead*, dickpic*,
    pussy, pussies, tits, titties, titty, boobs, penis*, vagina*, vulva, dildo*, blow job*, hand job*, rim job*, cum, cums,
    cumming, cumshot*, creampie, gangbang*, deepthroat*, jizz*, porn, porno, pornos, pornstar*, pornogra*, pornhub, xxx, hentai, nudes, masturbat*, jerk off, wank*, orgasm*,
    ejaculat*, anal, anal sex, anus, butt plug, sex, sexual intercourse, sex toy*, slut, sluts, slutty, whore*, asshole*, arsehole*, bitch,
    bitches, milf*, bdsm, bukkake, futanari, ahegao, lolicon, shotacon, rape, raped, rapes, raping, rapist*, incest*,
    bestiality, pedo, paedo, pedophil*, paedophil*, necrophil*, zoophil*, upskirt, nigger*, nigga*, faggot*, fag,
    fags, kike, kikes, spic, spics, chink, chinks, gook, gooks, wetback*, tranny, trannies, shemale*, retarded, paki, pakis, raghead*, towelhead*, sandnigger*, beaner, beaners, kaffir, kaffirs, golliwog*, jigaboo*,
    porch monkey*, zipperhead*, halfbreed*, mongoloid*`,
  de: `ficken, fick dich, fickt, gefickt*, ficker, fotze*, wichser*, wichsen, hure, huren, hurensohn, nutte, nutten, schlampe*,
    schwuchtel*, kanake*, neger, negerin, schwanzlutscher*, titten, arschficker*, arschloch*, möse, mösen, moesen, kinderporno*,
    bumsen`,
  es: `puta, putas, puto, putos, hijo de puta, hijoputa*, follar, follando, follada*, follamos, chingar, chingada*, maricon*, sudaca*, pendeja*, pendejo*,
    mamada, mamadas, verga, vergas, tetas, polla dura, coño, coños, sexo, polvo salvaje, zorrita puta, violador, pornograf*`,
  pt: `caralho*, piroca*, buceta*, fodendo, foda-se, viado, viados, punheta*, boquete, xoxota, piranha puta, putaria, pau duro, arrombado*, porra de`,
  fr: `putain*, sale pute, une pute, la pute, putes, salope*, encul*, connard*, connasse*, nique ta mere, nique ta mère, niquer, bougnoule*, negresse*, pedale de merde,
    bite en erection, branlette*, branler, fils de pute, youpin*, pornograph*, nichon, nichons, partouze*, levrette sexe, sexe, une bite, grosse bite, ma bite, ta bite`,
  it: `cazzo, cazzi, cazzone, cazzoni, cazzata, cazzate, puttan*, vaffanculo, stronz*, frocio, froci, ricchione*, figa, pompino, pompini,
    troietta, zoccola, bocchino sesso, sborra*, sesso, scopata, negraccio, una troia, puttana troia, porca troia`,
  nl: `kutwijf, neuken, geneukt, hoer, hoeren, hoerenjong, klootzak*, kankerlijer*, flikker, tieten, pijpbeurt, neger`,
  sv: `knull*, fitta, fittan, fittor*, horunge, bögjävel*, bogjavel*, en hora, hororna, kuk, kukar, porr, porrfilm*, slampa, slampor, runka*, ha sex,
    har sex, hade sex, sex med, sexfilm*`,
  pl: `kurwa, kurwy, kurwo, chuj*, pizda, pizdy, jebać, jebac, jebany, jebane, jebana, pierdol*, wypierdal*, wyjeban*, pojeban*, zajeban*, zajebist*, spierdalaj, cipa, cipk*, pedał jebany, pedal jebany,
    dziwka, dziwki, czarnuch, czarnuchy, czarnuchów, skurwysyn*, ruchać, ruchac, ruchanie, seks, kutas, kutasy`,
  ru: `хуй, хуя, хуе*, хуи, хуйня, охуе*, охуит*, нахуй, похуй, хуйло, пизда, пизды, пизду, пиздец*, ебать, ебал*, ебан*, ебл*, ебут, выеб*, заеб*, уебок, наебал*,
    блядь, бляди, блять, бля, пидор*, пидар*, педик, сука блядь, шлюха*, шлюхи, дрочить, дрочит, минет, сиськи, хач, хачи, жид,
    жиды, жидовка, чурка, чурки, ниггер*, порно*, секс, сосать хуй`,
  uk: `хуй, хуйло, пізда, пизда, їбати, єбати, їбаний, підор*, підар*, курва, курви, шльондра, повія, цицьки, москаляка, жидок`,
  tr: `orospu*, siktir*, sikerim, sikeyim, sikik*, sikmek, sikiş*, sikis*, amcık*, amcik*, amına koy*, amina koy*, götveren*, gotveren*, göt veren*, ibne, ibneler, yarrak, yarrağ*, yarrag*, yarak, pezevenk,
    kahpe, am göt meme, am got meme, seks`,
  el: `γαμω, γαμησου, γαμιεται, γαμημεν*, μουνι, μουνακι, πουτανα*, πουτσα*, πουτσος, καυλι, πουστης, πουστη, μαλακας, μουνοπανο`,
  ar: `شرموطة, شراميط, قحبة, عاهرة, نيك, انيك, منيوك, كسمك, كس امك, زبي, خول, لوطي, سكس`,
  he: `זונה, זונות, בן זונה, כוס אמק, שרמוטה, מזדיין, זין בפה, הומו מסריח, כושי מסריח, סקס`,
  fa: `کیر, کیری, کس کش, کسکش, جنده, کونی, گاییدن, سکسی, مادرجنده`,
  hi: `चूत, चूतिया, भोसड़ी*, भोसडी*, मादरचोद, मदरचोद, बहनचोद, बेहेनचोद, लंड, लौड़ा, लौडा, रंडी, गांड, chutiya, madarchod, bhenchod,
    behenchod, bhosdike`,
  bn: `মাগি, মাগী, চোদা, চুদি, চোদাচুদি, খানকি, ভোদা, বাঁড়া`,
  vi: `địt mẹ, con đĩ, đĩ điếm`,
  id: `kontol, memek, ngentot, jembut, pepek, perek, bokep, lonte, ngewe`,
  ko: `씨발*, 시발놈*, 씹할, 좆*, 개새끼*, 창녀*, 섹스*, 야동*, 니미럴, 걸레년, 병신*, 짱깨*, 쪽바리*`,
  ja: `まんこ, マンコ, おまんこ, ちんこ, チンコ, ちんぽ, チンポ, セックス, フェラチオ, 中出し, 強姦, 輪姦, 痴漢, 売女, 淫乱, エロ画像, 児童ポルノ, ポルノ`,
  zh: `操你, 肏, 鸡巴, 雞巴, 屄, 婊子, 妓女, 强奸, 強姦, 轮奸, 輪姦, 性交, 做爱, 做愛, 口交, 肛交, 色情, 阴道, 陰道, 阴茎, 陰莖, 支那猪`,
  th: `เย็ด, ควย, เงี่ยน, อีตัว`,
} as const satisfies Readonly<Record<string, string>>;

/** Letters that are others than those without their marks in a language, so that a word with them is another word. */
export const ownLetters: Readonly<Partial<Record<keyof typeof unwantedWords, string>>> = {
  de: 'äöü',
  es: 'ñ',
  sv: 'åäö',
  pl: 'ąćęłńóśźż',
  tr: 'çğıöşü',
  vi: 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ',
};

/** The words and phrases of a list, which commas separate. */
export const listOf = (written: string): string[] =>
  written.split(',').map((entry) => entry.replace(/\s+/g, ' ').trim());
