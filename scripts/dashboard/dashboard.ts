import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { BigValueTextMode, ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Lines } from '@grafana/grafana-foundation-sdk/timeseries';
import { rows, type Shown } from './rows';

/** Chosen by who imports it: no dashboard knows what a Prometheus is called elsewhere. */
const source = { type: 'prometheus', uid: '${datasource}' };

/** The dashboard as Grafana imports it, the same each time: Grafana's own builders know its form. */
export function dashboardText(): string {
  const builder = new DashboardBuilder('Sherlog')
    .uid('sherlog')
    .description('How Sherlog is asked and how it answers. Alerts and what to do: docs/operations.md.')
    .tags(['sherlog'])
    .refresh('1m')
    .time({ from: 'now-6h', to: 'now' })
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(
      new QueryVariableBuilder('instance')
        .label('Instance')
        .datasource(source)
        .query('label_values(sherlog_info, instance)')
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .multi(true)
        .includeAll(true),
    );
  for (const [title, panels] of rows) {
    builder.withRow(new RowBuilder(title));
    for (const shown of panels)
      builder.withPanel(panelOf(shown, Math.floor(24 / Math.min(panels.length, 3))));
  }
  const dashboard = builder.build();
  for (const [index, panel] of (dashboard.panels ?? []).entries()) Object.assign(panel, { id: index + 1 });
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

function panelOf(shown: Shown, width: number): Stat | Lines {
  const { title, tells, unit, asks, limit } = shown;
  const panel = shown.kind === 'stat' ? lastValue() : new Lines().min(0);
  panel.title(title).description(tells).unit(unit).datasource(source).height(8).span(width);
  if (limit !== undefined) panel.thresholds(redFrom(limit));
  for (const [index, [expression, legend]] of asks.entries())
    panel.withTarget(
      new DataqueryBuilder()
        .expr(expression)
        .legendFormat(legend)
        .refId(String.fromCodePoint(65 + index)),
    );
  return panel;
}

/** The newest value with its name: of a count nobody wants the mean. */
function lastValue(): Stat {
  return new Stat()
    .textMode(BigValueTextMode.ValueAndName)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''));
}

function redFrom(limit: number): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { color: 'green', value: null },
    { color: 'red', value: limit },
  ]);
}
