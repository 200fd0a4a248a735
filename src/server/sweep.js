(async () => {
  Object.keys(localStorage).filter(it => it.startsWith('giaoban.heard.')).forEach(it => localStorage.removeItem(it));
  for (const name of await caches.keys()) if (name.startsWith('giaoban/')) await caches.delete(name);
})().catch(() => {});
(async () => {
  const { locks } = navigator;
  if (!locks || !indexedDB.databases) return;
  for (const { name } of await indexedDB.databases()) {
    if (!/^giaoban\/[^/]+\/[^/]+$/.test(name)) continue;
    await locks.request(name, { ifAvailable: true }, lock => {
      const told = Object.keys(localStorage).filter(it => it.startsWith(`${name}/w/`));
      if (!lock || !told.length || told.some(it => localStorage.getItem(it) !== '0')) return;
      return new Promise(done => {
        const asked = indexedDB.deleteDatabase(name);
        asked.onsuccess = () => done(told.forEach(it => localStorage.removeItem(it)));
        asked.onerror = asked.onblocked = done;
      });
    });
  }
})().catch(() => {});
