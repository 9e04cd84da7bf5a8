// title: The documents of these ids or titles
// parameter words: texts, ids or titles
// example: goodoffices questions find-document -p words='["a-report"]'
MATCH (d:Document)
WHERE d.id IN $words OR d.title IN $words
RETURN d.id AS id, d.title AS title, d.published AS published
ORDER BY id
