/** A picture of numbers, as plain data; every front end draws it. Vertical bars in groups or stacks, one group a label. */
export interface Chart {
  readonly title: string;
  /** What it shows, in one or two sentences, for who does not see it. */
  readonly alt: string;
  /** Of the values, such as “tickets”. */
  readonly unit: string;
  readonly stacked: boolean;
  /** Under the bars, in order, such as days. At most 31. */
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
}

export interface ChartSeries {
  readonly name: string;
  readonly tone: 'good' | 'attention' | 'warning' | 'neutral';
  /** One a label. */
  readonly values: readonly number[];
}
