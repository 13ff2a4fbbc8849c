/** A line as programs write it: a time, a level or a tag before the message, a prompt, or a traceback's head. */
const logLine =
  /^\W{0,3}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\w{3} [ \d]\d \d\d:\d\d:\d\d|\[?(?:ERROR|CRITICAL|FATAL|WARN(?:ING)?|WRN|E\d{4})\b|\[ *\d+\.\d+\]|Traceback \(|Caused by:|\s+at [\w.$]+\(|\s+File "|goroutine \d+|Exception in thread|\{")|^(?:\[?\w+@[\w.-]+[: ][^#$\n]{0,60}[#$] |● \w|Log Name: )/m;
/** What programs print and people do not write: names of exceptions, codes, quoted values behind a colon. */
const printed =
  /[a-z](?:Error|Exception|Failure|Fault|Failed)\b|\w: \S.*['"`(]|\b(?:HTTP|errno|code|status)\W{0,3}\d|\b0x[0-9a-f]{4}|\[Errno/i;

/** Has a line of a log. */
export function isLogged(text: string): boolean {
  return logLine.test(text);
}

/** Has something that programs print. */
export function isPrinted(text: string): boolean {
  return printed.test(text);
}
