/** Where on a subject something is worn. */
export type WornPlace = 'top' | 'side' | 'over' | 'eyes' | 'ears' | 'mouth' | 'neck';

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
  '1f607': 'over', // halo
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
} as const;

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
