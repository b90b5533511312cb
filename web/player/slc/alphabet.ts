/**
 * The symbols of SLC, the screen lossless codec (docs/FORMAT.md, "SLC messages").
 * Main symbols: 0 to 255 a literal's green residual, 256 to 511 a colour-cache slot, then six kinds of match with
 * 32 length codes each.
 */
export const contextCount = 6;
export const firstCacheSymbol = 256;
export const firstMatchSymbol = 512;
export const lengthCodes = 32;
export const mainSymbols = firstMatchSymbol + 6 * lengthCodes;
export const distanceCodes = 56;

/** Kinds of match, by where its distance comes from. */
export const matchUp = 0;
export const matchLeft = 1;
export const matchLast = 2;
export const matchNew = 3;
export const matchColumn = 4;
export const matchSecondLast = 5;

/** One table slot per code: six main, six red, six blue, one for distances. */
export const firstRedTable = contextCount;
export const firstBlueTable = 2 * contextCount;
export const distanceTable = 3 * contextCount;
export const tableCount = distanceTable + 1;

/** No code is longer. A table is indexed by this many bits at first, and by the rest for longer codes. */
export const maxCodeBits = 12;
export const indexBits = 9;
export const longBits = maxCodeBits - indexBits;

/**
 * Places of a table: those of the index, and as many groups for longer codes as 704 symbols can fill, two to a group. It
 * is no multiple of a page, so that the parts of the tables that most symbols need do not push each other out of the
 * processor's first cache.
 */
export const tableLength = (1 << indexBits) + ((mainSymbols / 2) << longBits);

/** Code lengths of a message with a set of codes per context, and of one with a single set. */
export const fullLengthCount = contextCount * (mainSymbols + 256 + 256) + distanceCodes;
export const singleLengthCount = mainSymbols + 256 + 256 + distanceCodes;
