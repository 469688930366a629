import { createDefaultMatcher } from '#studio/moderation/default-list.ts';
import { loadLexicon } from '#studio/vocabulary/load.ts';
import { spokenIn } from '#studio/vocabulary/spoken-in.ts';
const lex = await loadLexicon('/tmp/guards-cache');
const m = createDefaultMatcher((w) => spokenIn(w, lex));
m('warm');
const c = process.cpuUsage(); let n=0; for (let i=0;i<lex.size;i+=100){ m(lex.written(i)); n++; } const d=process.cpuUsage(c); console.log('cpu ms per call', (d.user+d.system)/1000/n, n);
{ const c = process.cpuUsage(); const all: string[] = []; for (let i=0;i<lex.size;i+=10) all.push(lex.written(i)); let hit=0; for (let i=0;i<all.length;i+=100) if (m(all.slice(i,i+100).join(' x '))) hit++; const d=process.cpuUsage(c); console.log('block cpu ms per phrase', (d.user+d.system)/1000/all.length, hit); }
import { fold } from '#lib/fold.ts'; import { plainOf } from '#studio/moderation/word-list.ts';
{ const c = process.cpuUsage(); for (let i=0;i<lex.size;i+=100) fold(lex.written(i)); const d=process.cpuUsage(c); console.log('fold', (d.user+d.system)/1000/1668); }
{ const c = process.cpuUsage(); for (let i=0;i<lex.size;i+=100) plainOf(lex.written(i)); const d=process.cpuUsage(c); console.log('plainOf', (d.user+d.system)/1000/1668); }
