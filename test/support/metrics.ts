/** Names of the metrics that a text in Prometheus' format tells of, a histogram's three series among them. */
export function metricsIn(text: string): Set<string> {
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => `${name}${end}`) : [name],
    ),
  );
}

/** Names of metrics that queries ask for; what quotes hold are values of labels. */
export function askedIn(queries: readonly string[]): Set<string> {
  const names = queries.flatMap((query) =>
    query.replaceAll(/"[^"]*"/g, '').match(/\b(?:sherlog|process|nodejs)_\w+/g),
  );
  return new Set(names.flatMap((name) => name ?? []));
}
