const { execFileSync } = require('node:child_process');

/** The end-to-end tests run what a person runs: the build. */
module.exports = () => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
};
