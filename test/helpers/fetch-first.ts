/**
 * Node's own HTTP client becomes the one that every library uses as well, as in an Easel that fetches something before it
 * is on Discord: whoever comes first is it. To be imported before anything else.
 */
await fetch('http://127.0.0.1:2').catch(() => undefined);
