/** How axes and tooltips look in both themes. */
export const axis = {
  stroke: "var(--border)",
  tick: { fill: "var(--muted-foreground)", fontSize: 11 },
  tickLine: false,
};

export const tooltip = {
  contentStyle: {
    background: "var(--popover)",
    border: "1px solid var(--border)",
    borderRadius: 5,
    color: "var(--popover-foreground)",
    fontSize: 12,
  },
  itemStyle: { color: "var(--popover-foreground)" },
  cursor: { fill: "var(--muted)", stroke: "var(--border)" },
  isAnimationActive: false,
};
