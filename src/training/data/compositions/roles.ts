/** Where on a subject something is worn. */
export type WornPlace = 'top' | 'side' | 'eyes' | 'ears' | 'mouth' | 'neck';

/**
 * What can be worn, and where. A face stands for the one thing that it wears: `1f920` for its cowboy hat, `1f607` for its
 * halo.
 */
export const wearables: Readonly<Record<string, WornPlace>> = {
  '1f451': 'top', // crown
  '1f3a9': 'top', // top hat
  '1f452': 'top', // straw hat
  '1f9e2': 'top', // cap
  '1f393': 'top', // graduation cap
  '26d1': 'top', // rescue helmet
  '1fa96': 'top', // military helmet
  '1f920': 'top', // cowboy hat
  '1f973': 'top', // party hat
  '1f380': 'side', // ribbon
  '1f338': 'side', // cherry blossom
  '1f33a': 'side', // hibiscus
  '1f33c': 'side', // blossom
  '1f339': 'side', // rose
  '1f33b': 'side', // sunflower
  '1f607': 'top', // halo
  '1f453': 'eyes', // glasses
  '1f576': 'eyes', // sunglasses
  '1f97d': 'eyes', // goggles
  '1f3a7': 'ears', // headphones
  '1f637': 'mouth', // medical mask
  '1f9e3': 'neck', // scarf
  '1f454': 'neck', // tie
  '1f3c5': 'neck', // medal
};

/** What floats beside a head and says how it is. */
export const signs: ReadonlySet<string> = new Set([
  '2764', // heart
  '1f495', // two hearts
  '1f494', // broken heart
  '1f4a4', // zzz
  '1f4a6', // sweat droplets
  '1f4a7', // droplet
  '2728', // sparkles
  '1f4a2', // anger
  '1f4ac', // speech balloon
  '1f4ad', // thought balloon
  '1f4a1', // light bulb
  '1f3b5', // musical note
  '1f3b6', // musical notes
  '2753', // question mark
  '2757', // exclamation mark
  '1f4af', // hundred points
  '2b50', // star
  '26a1', // lightning
]);

/** What is large behind a subject or all around it. */
export const backdrops: ReadonlySet<string> = new Set([
  '1f525', // fire
  '1f308', // rainbow
  '1f4a5', // collision
  '2600', // sun
  '1f315', // full moon
  '1f327', // rain
  '1f328', // snow
  '26c8', // thunderstorm
  '2601', // cloud
  '1f30a', // wave
]);

/** What a subject that is on it is in: it is seen behind the edge. */
export const containers: ReadonlySet<string> = new Set([
  '1f4e6', // package
  '1f381', // wrapped gift
  '1f5d1', // wastebasket
  '1f6c1', // bathtub
  '1f6d2', // shopping cart
  '1f9fa', // basket
  '1faa3', // bucket
  '1f963', // bowl with spoon
  '2615', // hot beverage
  '1f964', // cup with straw
  '1f9cb', // bubble tea
  '1f4a9', // pile of poo
  '1f697', // automobile
  '1f695', // taxi
  '1f699', // sport utility vehicle
  '1f693', // police car
  '1f3ce', // racing car
  '1f69a', // delivery truck
  '1f68c', // bus
  '1f6f8', // flying saucer
  '1f680', // rocket
  '2708', // airplane
  '1f681', // helicopter
  '26f5', // sailboat
  '1f6a2', // ship
  '1f6a4', // speedboat
  '1f4bb', // laptop
]);

/** What is held over a head. */
export const umbrellas: ReadonlySet<string> = new Set([
  '2602', // umbrella
  '2614', // umbrella with rain drops
  '26f1', // umbrella on ground
]);

/** Kinds of beings that a subject can be: a zombie unicorn, a robot cat. */
export const beings = {
  '1f9df': 'zombie',
  '1f916': 'robot',
  '1f47b': 'ghost',
  '1f9d1-200d-1f680': 'astronaut',
  '1f9d9': 'wizard',
  '1f9db': 'vampire',
  '1f47d': 'alien',
  '1f608': 'devil',
  '1f921': 'clown',
  '1f977': 'ninja',
  '1f3f4-200d-2620': 'pirate',
} as const;

/** What has letters, figures or signs on it in some style. */
export const lettered: ReadonlySet<string> = new Set(
  (
    '1f4a4 1f4af 2753 2757 1f634 1f62a 1f92c 1f911 1f3e5 1f3e8 1f3e9 1f3ea 1f3e6 1f3e4 1f3e3 1f3eb 1f3ec 1f3a6 1f68f 1f6d1 1f693 1f694 ' +
    '1f695 1f696 1f691 1f68c 1f68d 1f690 1f692 1f4c5 1f4c6 1f5d3 1f4f0 1f5de 1f4d6 1f4da 1f4d2 1f4dc 1f4c4 1f4c3 1f4d1 1f4dd 1f5d2 ' +
    '1f4cb 1f4b0 1f4b2 1f4b3 1f4b4 1f4b5 1f4b6 1f4b7 1f4b8 1f4b9 1f3b0 1f3b1 1f947 1f948 1f949 1f3c6 1f396 1f3ab 1f39f 1f5f3 2328 ' +
    '1f4bb 1f5a5 1f4f1 1f4f2 260e 1f4de 1f4df 1f4e0 1f4fa 1f4fb 1f4f7 1f4f8 1f4f9 1f39e 1f3ac 1f4e6 1f4e7 1f4e9 1f4ee 2709 1f9ee 1f4cf ' +
    '1f4d0 1f321 1f570 23f0 23f1 1f550 1f551 1f552 1f553 1f554 1f555 1f556 1f557 1f558 1f559 1f55a 1f55b 1f55c 1f55d 1f55e 1f55f 1f560 ' +
    '1f561 1f562 1f563 1f564 1f565 1f566 1f567 1f6ab 1f51e 1f194 1f3e7 1f4ca 1f4c8 1f4c9 1f6b9 1f6ba 1f6be 1f6bb 1f9fe 1faaa 1f58a 26fd 1f3b4'
  ).split(' '),
);

/** Heads with a beak, which stays where a mouth would be. */
export const beaked: ReadonlySet<string> = new Set([
  '1f414', // chicken
  '1f413', // rooster
  '1f427', // penguin
  '1f989', // owl
  '1f424', // baby chick
  '1f425', // front-facing baby chick
  '1f423', // hatching chick
  '1f426', // bird
  '1f986', // duck
  '1f985', // eagle
  '1f99c', // parrot
  '1f9a2', // swan
  '1f99a', // peacock
  '1f983', // turkey
  '1f9a4', // dodo
  '1f9a9', // flamingo
]);
