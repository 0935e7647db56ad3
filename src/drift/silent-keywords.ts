/** Keywords that say nothing about which values fit. */
export const SILENT = new Set([
  ..."title description example examples externalDocs xml discriminator $comment $id $schema $anchor".split(
    " ",
  ),
  ..."$defs definitions readOnly writeOnly contentEncoding contentMediaType contentSchema".split(" "),
]);
