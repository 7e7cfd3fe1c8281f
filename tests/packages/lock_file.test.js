/**
 * The npm packages, from the files alone: what stands in the lock file is what gets installed, and
 * nothing may be built upon that the project could not keep. None of them ships: the bundle takes
 * in only the project's own modules.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
const project = JSON.parse(read('package.json'))
const lock = JSON.parse(read('package-lock.json'))
const packages = Object.entries(lock.packages).filter(([folder]) => folder)

/** axe-core's holds for axe-core's own files, which are used as they are. */
const LICENCES = [
  '(MIT OR Apache-2.0)',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MPL-2.0'
]

/** Older than the field: MIT, BSD-2-Clause and, in npm's older spelling, Apache-2.0. */
const WITHOUT = ['node_modules/jquery', 'node_modules/twig', 'node_modules/foreachasync']

test('every package has its checksum, and no address of where it was fetched', () => {
  assert.ok(packages.length > 50)
  for (const [folder, { integrity, resolved, link }] of packages) {
    assert.match(integrity ?? '', /^sha512-/, folder)
    assert.equal(resolved, undefined, folder)
    assert.equal(link, undefined, folder)
  }
})

test('every package that is asked for is asked for in one version', () => {
  for (const [name, version] of Object.entries(project.devDependencies)) {
    assert.match(version, /^(npm:@[\w-]+\/[\w-]+@)?\d+\.\d+\.\d+$/, name)
    assert.equal(lock.packages[''].devDependencies[name], version, name)
  }
  assert.equal(project.dependencies, undefined, 'no package ships')
})

test('every package has a licence that the project can be built upon', () => {
  const others = packages
    .filter(([folder, { license }]) => !LICENCES.includes(license) && !WITHOUT.includes(folder))
  assert.deepEqual(others, [])
})

test('no package runs a program of its own while it is installed', () => {
  const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript)
  assert.deepEqual(running, [])
})

test('nothing of a package is in the bundle', () => {
  const modules = ['script.js']
  const others = new Set()
  for (const name of modules) {
    for (const [, from] of read(`js-shim/${name}`).matchAll(/\bfrom '(.*)'/g)) {
      const [, own] = from.match(/^\.\/([\w-]+\.js)$/) ?? []
      if (!own) others.add(from)
      else if (!modules.includes(own)) modules.push(own)
    }
  }
  assert.ok(modules.length > 3)
  assert.deepEqual([...others].filter((from) => !from.startsWith('virtual:')), [])
})
