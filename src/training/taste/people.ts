/** What is known of somebody who left signs in a workspace. */
export interface Voter {
  id: string;
  /** How many signs of theirs there are. */
  signs: number;
  /** On how many different days they painted or left a sign there. */
  days: number;
}

/** Signs beyond about so many of one person add little. */
const enough = 20;
/** Who has been there on fewer days is new. */
const settledDays = 3;
/** New people together weigh at most this share of the settled ones ... */
const newShare = 0.25;
/** ... or as much as a community is short of so many people. */
const smallCommunity = 10;

/**
 * The weight of each sign of a person, by their id. A person with n signs weighs n / (1 + n / 20) of them in all:
 * who clicks ten times as much does not count ten times as much, and a hundred people with two signs each outweigh ten
 * with two hundred. Accounts are cheap but days are not: people seen on fewer than three days together weigh no more
 * than a quarter of the others do, so that twenty new accounts of one person hardly move a community that has settled.
 * Where there are not yet ten settled people, newcomers fill their places; where there are none, all are alike.
 */
export function weighPeople(voters: readonly Voter[]): Map<string, number> {
  const weigh = ({ signs }: Voter) => 1 / (1 + signs / enough);
  const isNew = ({ days }: Voter) => days < settledDays;
  const total = (some: readonly Voter[]) => some.reduce((sum, voter) => sum + voter.signs * weigh(voter), 0);
  const newcomers = voters.filter(isNew);
  const settled = voters.filter((voter) => !isNew(voter));
  const [given, asked] = [total(settled), total(newcomers)];
  const average = (given + asked) / voters.length;
  const allowed = Math.max(newShare * given, (smallCommunity - settled.length) * average);
  const scale = given > 0 && asked > allowed ? allowed / asked : 1;
  return new Map(voters.map((voter) => [voter.id, weigh(voter) * (isNew(voter) ? scale : 1)]));
}
