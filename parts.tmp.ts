import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'
import { resolve } from 'node:path'
const code = process.argv[2]
const external = ['react','react/jsx-runtime']
const r = await build({ stdin:{contents:code,loader:'ts',resolveDir:resolve('packages/bedrock-react')}, bundle:true, minify:true, format:'esm', platform:'browser', target:'es2023', write:false, metafile:true, conditions:['bedrock-source'], external, alias: {'@x/bedrock-react': resolve('packages/bedrock-react/src/index.ts')} })
console.log(r.outputFiles[0].contents.length, gzipSync(r.outputFiles[0].contents,{level:9}).length)
const ins = Object.values(r.metafile.outputs)[0].inputs
for (const [k,v] of Object.entries(ins).sort((a,b)=>b[1].bytesInOutput-a[1].bytesInOutput)) if (v.bytesInOutput) console.log(v.bytesInOutput, k)
if (process.argv[3]) console.log(r.outputFiles[0].text)
