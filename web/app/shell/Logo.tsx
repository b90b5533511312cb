/** Our mark: an eye whose pupil plays backwards. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" class="mark">
      <path
        d="M2 16C6.4 8.8 11 5.5 16 5.5S25.6 8.8 30 16c-4.4 7.2-9 10.5-14 10.5S6.4 23.2 2 16Z"
        fill="none"
        stroke="var(--accent)"
        stroke-width="2.6"
        stroke-linejoin="round"
      />
      <path
        d="M11 15 18.6 10.7A1.15 1.15 0 0 1 20.3 11.7v8.6a1.15 1.15 0 0 1-1.7 1L11 17a1.15 1.15 0 0 1 0-2Z"
        fill="var(--spark)"
      />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span class="wordmark">
      <Mark />
      <span>Hindsight</span>
    </span>
  );
}
