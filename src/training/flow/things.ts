/** Things that a prompt may name: the first is what is shown, the others are with it. */
export const thingsAtMost = 3;
