import { expect, it } from 'vitest';
import { readOwl } from '../../src/evaluate/declarations/read-owl.js';

const turtle = `@prefix in: <http://example.com/zoo/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
# animals; and who feeds them
in:Animal rdf:type owl:Class ; rdfs:label "Animal"@en .
<http://example.com/zoo/Keeper> a owl:Class .
in:tagNumber rdf:type owl:DatatypeProperty ;
             rdfs:domain in:Animal ;
             rdfs:range xsd:string ;
             rdfs:comment "a \\"tag\\"; in the ear" , "two" ;
             rdfs:label "Tag Number"^^xsd:string .
in:fedBy rdf:type owl:ObjectProperty ; rdfs:domain in:Animal ; rdfs:range in:Keeper .
in:loose rdf:type owl:DatatypeProperty ; rdfs:label "of nothing" .`;

it('reads classes, columns and relations with their labels', () => {
  expect(readOwl(turtle)).toEqual({
    classes: [
      { name: 'Animal', label: 'Animal' },
      { name: 'Keeper', label: 'Keeper' },
    ],
    properties: [{ name: 'tagNumber', label: 'Tag Number', domain: 'Animal', range: 'string' }],
    relations: [{ name: 'fedBy', label: 'fed By', domain: 'Animal', range: 'Keeper' }],
  });
});

it.each(['', 'no turtle at all', '@prefix a: <b> .', 'x "unfinished'])(
  'finds nothing in %j',
  (text) => {
    expect(readOwl(text)).toEqual({ classes: [], properties: [], relations: [] });
  },
);
