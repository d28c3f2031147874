// Judges CSAF documents with the validator of others. Reads one JSON document a line, writes one line for each: the tests
// that it fails, by their names. Called with the folder of the package.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const folder = pathToFileURL(process.argv[2] + '/')
const part = async (name) => Object.values(await import(new URL(name, folder)))
const tests = [
  ...(await part('schemaTests.js')),
  ...(await part('mandatoryTests.js')),
  ...(await part('optionalTests.js')),
  ...(await part('informativeTests.js')).filter((test) => !/_6_3_(6|7|8)$/.test(test.name)),
]

for await (const line of createInterface({ input: process.stdin })) {
  const failed = []
  for (const test of tests) {
    try {
      const result = await test(JSON.parse(line))
      const said = [result.errors, result.warnings, result.infos].some((list) => list?.length > 0)
      if (result.isValid === false || said) failed.push(test.name)
    } catch {
      failed.push(test.name + '!')
    }
  }
  process.stdout.write(JSON.stringify(failed) + '\n')
}
