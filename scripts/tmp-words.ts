import { readFileSync } from 'node:fs';
import { createDefaultMatcher } from '#studio/moderation/default-list.ts';
import { loadLexicon } from '#studio/vocabulary/load.ts';
import { spokenIn } from '#studio/vocabulary/spoken-in.ts';
const lex = await loadLexicon('/tmp/guards-cache');
const m = createDefaultMatcher((w) => spokenIn(w, lex));
for (const f of ['unwanted','harmless']) for (const known of [true,false]) { const rows = readFileSync(`test/fixtures/words/${f}.txt`,'utf8').split('\n').filter(l=>l.includes('\t')).map(l=>l.split('\t')); const wrong = rows.filter(([l,t])=>m(t!,known?l:undefined)!==(f==='unwanted')); console.log(f, known, wrong.length, rows.length, wrong.map(w=>w.join(' ')).join(' | ')); }
for (const w of ['cúm','katter','på','am','strand','fück','séx','sommaren','sex','cum','slut', 'dick','with']) console.log(w, spokenIn(w, lex).toString(2));
const rows = readFileSync('/tmp/guards-held.txt','utf8').split('\n').filter(Boolean).map(l=>l.split('\t'));
for (const k of ['h','u']) { const of = rows.filter(r=>r[0]===k); for (const known of [true,false]) { const w = of.filter(([,l,t])=>m(t!,known?l:undefined)!==(k==='u')); console.log('held', k, known, w.length, of.length, w.map(x=>x.slice(1).join(' ')).join(' | ')); } }
let t=performance.now(); let n=0; for (let i=0;i<lex.size;i+=50){ m(lex.written(i)); n++; } console.log('per call ms', (performance.now()-t)/n, lex.size);
