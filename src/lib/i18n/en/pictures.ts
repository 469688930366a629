/** What is wrong with a picture that somebody sent. `name` is its file's. */
export const pictures = {
  'file.yours': 'Your file',
  'file.transparent': 'Nothing is visible in {name}: it is all transparent. Please send another picture.',
  'file.large': '{name} has {size} MB; please send a picture of at most 10 MB.',
  'file.unknown': '{name} is not a picture that I can read. Please send a PNG, JPEG, WebP, GIF or SVG.',
  'file.pixels': '{name} is {width} × {height} pixels; please send one of at most 40 megapixels.',
  'file.moves': '{name} moves. Please send a still picture, such as one frame of it.',
  'file.slow': '{name} takes too long to draw. Please simplify it, or send it as a PNG.',
  'file.memory': '{name} takes too much memory to draw. Please simplify it, or send it as a PNG.',
  'file.busy': 'I am looking at many pictures just now. Please try again in a minute.',
  'file.damaged': '{name} is damaged and cannot be read. Please save it again as PNG or JPEG.',
  'svg.elsewhere': '{name} refers to other files. Please send one that holds all of its drawing, or a PNG.',
  'svg.code': '{name} runs code. Please send it without, or as a PNG.',
  'svg.page': '{name} holds a part of a web page, which I cannot draw. Please send a PNG.',
  'svg.embedded': '{name} holds a picture that is neither PNG nor JPEG, which I cannot draw. Please send a PNG.',
  'svg.large': '{name} is an SVG of more than 1 MB. Please simplify it, or send it as a PNG.',
  'svg.damaged': '{name} is damaged and cannot be read. Please save it again, or send it as a PNG.',
  'svg.much': '{name} holds more shapes, filters or copies than I draw. Please simplify it, or send it as a PNG.',
  'svg.encoding': '{name} is not written in {encoding} as I know it. Please save it as UTF-8, or send a PNG.',
  'svg.entities':
    '{name} has entities that I do not read: they hold elements, or other files. Please save it without them, or send a PNG.',
  'fetch.busy': 'Too many pictures are on their way just now. Please try again in a minute.',
} as const;
