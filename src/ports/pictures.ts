/** Turns an SVG into a PNG, with letters of its own; rejects what it cannot read. */
export type Draw = (svg: string) => Promise<Uint8Array>;
