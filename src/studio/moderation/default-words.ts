/**
 * Slurs and explicit sexual terms, which no prompt has until a workspace says otherwise. Left out is what also names
 * something that people want to see painted, in that language or another one: a hen, a fox, a shell, a cone.
 */
const byLanguage: Readonly<Record<string, string>> = {
  english: `fuck*, motherfuck*, mindfuck*, clusterfuck*, fck, fuk, fuking, cunt*, cocksuck*, cock, cocks, dick, dicks, dickhead*, dickpic*,
    pussy, pussies, tits, titties, titty, boobs, penis*, vagina*, vulva, dildo*, blow job*, hand job*, rim job*, cum, cums,
    cumming, cumshot*, creampie, gangbang*, deepthroat*, jizz*, porn, porno, pornos, pornstar*, pornogra*, pornhub, xxx, hentai, nudes, masturbat*, jerk off, wank*, orgasm*,
    ejaculat*, anal, anal sex, anus, butt plug, sex, sexual intercourse, sex toy*, slut, sluts, slutty, whore*, asshole*, arsehole*, bitch,
    bitches, milf*, bdsm, bukkake, futanari, ahegao, lolicon, shotacon, rape, raped, rapes, raping, rapist*, incest*,
    bestiality, pedo, paedo, pedophil*, paedophil*, necrophil*, zoophil*, upskirt, nigger*, nigga*, faggot*, fag,
    fags, kike, kikes, spic, spics, chink, chinks, gook, gooks, wetback*, tranny, trannies, shemale*, retarded, paki, pakis, raghead*, towelhead*, sandnigger*, beaner, beaners, kaffir, kaffirs, golliwog*, jigaboo*,
    porch monkey*, zipperhead*, halfbreed*, mongoloid*`,
  german: `ficken, fick dich, fickt, gefickt, ficker, fotze*, wichser*, wichsen, hure, huren, hurensohn, nutte, nutten, schlampe*,
    schwuchtel*, kanake*, neger, negerin, schwanzlutscher*, titten, arschficker*, arschloch*, moesen, kinderporno*, bumsen`,
  spanish: `puta, putas, puto, putos, hijo de puta, hijoputa*, follar, follando, chingar, chingada*, maricon*, sudaca*, pendeja*,
    mamada, mamadas, verga, tetas, polvo salvaje, zorrita puta, violador, pornograf*`,
  portuguese: `caralho*, buceta*, fodendo, foda-se, viado, viados, punheta*, boquete, xoxota, piranha puta, putaria`,
  french: `putain*, sale pute, putes, salope*, encule*, nique ta mere, niquer, bougnoule*, negresse*, pedale de merde,
    bite en erection, branlette*, branler, fils de pute, youpin*, pornograph*, nichons, partouze*, levrette sexe`,
  italian: `cazzo, cazzi, puttana, puttane, vaffanculo, stronzo, stronza, frocio, froci, ricchione*, figa, pompino, pompini,
    troietta, zoccola, bocchino sesso, sborra*, sesso, scopata, negraccio`,
  dutch: `kutwijf, neuken, geneukt, hoer, hoeren, hoerenjong, klootzak*, kankerlijer*, flikker, tieten, pijpbeurt, neger`,
  swedish: `knulla*, fitta, fittor, horunge, bogjavel*`,
  polish: `kurwa, kurwy, kurwo, chuj, chuja, chuje, pizda, pizdy, jebac, jebany, jebane, pierdol*, spierdalaj, cipa, pedal jebany,
    dziwka, dziwki, czarnuch*`,
  russian: `хуй, хуя, хуе*, хуи, хуйня, пизда, пизды, пизду, пиздец*, ебать, ебал, ебаный, ебаная, ебля, ебут, еблан, выебать, заебись,
    блядь, бляди, блять, бля, пидор*, пидар*, педик, сука блядь, шлюха*, шлюхи, дрочить, дрочит, минет, сиськи, хач, хачи, жид,
    жиды, жидовка, чурка, чурки, ниггер*, порно*, секс, сосать хуй`,
  ukrainian: `хуй, хуйло, пізда, пизда, їбати, єбати, їбаний, підор*, підар*, курва, курви, шльондра, повія, цицьки, москаляка, жидок`,
  turkish: `orospu*, siktir*, sikerim, sikis*, amcik*, gotveren*, ibne, yarrak, yarak, pezevenk, kahpe, am got meme`,
  greek: `γαμω, γαμησου, γαμιεται, γαμημεν*, μουνι, μουνακι, πουτανα*, πουτσα*, πουτσος, καυλι, πουστης, πουστη, μαλακας, μουνοπανο`,
  arabic: `شرموطة, شراميط, قحبة, عاهرة, نيك, انيك, منيوك, كسمك, كس امك, زبي, خول, لوطي, سكس`,
  hebrew: `זונה, זונות, בן זונה, כוס אמק, שרמוטה, מזדיין, זין בפה, הומו מסריח, כושי מסריח, סקס`,
  persian: `کیر, کیری, کس کش, کسکش, جنده, کونی, گاییدن, سکسی, مادرجنده`,
  hindi: `चूत, चूतिया, भोसड़ी*, भोसडी*, मादरचोद, मदरचोद, बहनचोद, बेहेनचोद, लंड, लौड़ा, लौडा, रंडी, गांड, chutiya, madarchod, bhenchod,
    behenchod, bhosdike`,
  bengali: `মাগি, মাগী, চোদা, চুদি, চোদাচুদি, খানকি, ভোদা, বাঁড়া`,
  vietnamese: `địt mẹ, con đĩ, đĩ điếm`,
  indonesian: `kontol, memek, ngentot, jembut, pepek, perek, bokep, lonte, ngewe`,
  korean: `씨발*, 시발놈*, 씹할, 좆*, 개새끼*, 창녀*, 섹스*, 야동*, 니미럴, 걸레년, 병신*, 짱깨*, 쪽바리*`,
  japanese: `まんこ, マンコ, おまんこ, ちんこ, チンコ, ちんぽ, チンポ, セックス, フェラチオ, 中出し, 強姦, 輪姦, 痴漢, 売女, 淫乱, エロ画像, 児童ポルノ, ポルノ`,
  chinese: `操你, 肏, 鸡巴, 雞巴, 屄, 婊子, 妓女, 强奸, 強姦, 轮奸, 輪姦, 性交, 做爱, 做愛, 口交, 肛交, 色情, 阴道, 陰道, 阴茎, 陰莖, 支那猪`,
  thai: `เย็ด, ควย, เงี่ยน, อีตัว`,
};

/** What has one of these words and means something else. */
const harmless = `cock-a-doodle*, cock and hen, cock and bull, cock robin, pussy willow*, pussy cat*, pussy riot, moby dick, dick tracy,
  dick van dyke, dick grayson, philip k dick, dick und doof, tom dick and harry, spic and span, chink in*, kaffir lime*,
  magna cum laude, summa cum laude, cum laude, cum grano, same sex, sex education, sex and the city, rape seed, oilseed rape, パチンコ, ぱちんこ, かちんこ, カチンコ, マンコーナ, はちんこ, klockan sex, halv sex, visar sex, slut med, slutt*, puta med, teetass, pakki, kikke*`;

const listOf = (written: string): string[] => written.split(',').map((entry) => entry.replace(/\s+/g, ' ').trim());

export const defaultWords: readonly string[] = Object.values(byLanguage).flatMap(listOf);
export const harmlessPhrases: readonly string[] = listOf(harmless);
