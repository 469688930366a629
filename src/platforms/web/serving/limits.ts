import type { Limits } from '../page/views.ts';

const mebibyte = 1024 * 1024;

export const limits: Limits = { files: 4, fileBytes: 10 * mebibyte, text: 2000, name: 32 };

/** The largest body of a message with its attachments, in bytes: the files, and room for the form around them. */
export const messageBytes = limits.files * limits.fileBytes + mebibyte;

/** A drawing that somebody is at, 128 × 128 pixels of RGBA. */
export const drawingBytes = 128 * 128 * 4;

/** The largest body of any other request, in bytes. */
export const requestBytes = 64 * 1024;
