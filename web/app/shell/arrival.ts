let pagesShown = 0;

/** Whether the page that shows itself now was reached from another page of ours. */
export function arrivedByLink(): boolean {
  return pagesShown++ > 0;
}
