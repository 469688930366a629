/** What the server tells the console. */
export type * from '../console/views.ts';
