import { versionDefinitions } from '../../base/form/version-definitions.js';

/** What is wrong with the version of a document. */
export const dslVersionDefinitions = versionDefinitions({
  owner: { en: 'the document', zh: '文档' },
  whyNewer: {
    en: 'A newer form may say something that an older reader would pass over; it is not read in part.',
    zh: '新版形式可能表达旧版读取器会忽略的内容；不做部分读取。',
  },
  written: (version) =>
    `{"dsl": "${version}", "title": "orders", "stages": [{"name": "result", "from": "orders"}]}`,
});
