/** The package's last CommonJS version comes without types. */
declare module 'wrap-ansi' {
  export default function wrapAnsi(
    text: string,
    columns: number,
    options?: { hard?: boolean; trim?: boolean; wordWrap?: boolean },
  ): string;
}
