// Runs before the first paint, so that a chosen theme never flashes in the other one.
(function () {
  try {
    const theme = localStorage.getItem('hindsight.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system's preference decides.
  }
})();
