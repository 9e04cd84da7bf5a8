// title: Who offered or was sent to mediate and was refused, and by whom
// parameter a: actor, one party (optional)
// parameter b: actor, the other party (optional)
// parameter mediator: actor, who offered or was sent (optional)
// parameter rejecter: actor, who refused (optional)
// rows: capacities.py
// example: goodoffices questions refused-offers -p a=Iran -p b=USA
// One row per mediation that was rejected, or that names who refused it (such an offer keeps its status). "mediators"
// and "envoys" were refused by "refused_by", which is empty where no text says by whom. That an effort failed is no
// refusal. With a "rejecter", an effort counts only if a text says that it, or who acts for it, refused: that it was a
// party is not enough. Nobody refuses an offer of its own.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL AND $mediator IS NULL AND $rejecter IS NULL
    THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other, [] AS sent, [] AS refusing
  UNION
  UNWIND [{side: 'one', roles: ['party'], ids: $a}, {side: 'other', roles: ['party'], ids: $b},
    {side: 'sent', roles: ['mediator', 'envoy'], ids: $mediator},
    {side: 'refusing', roles: ['rejecter'], ids: $rejecter}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
  UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] IN asked.roles | c.fillers[i]] AS filler
  WITH e, asked.side AS side, {id: filler, stated: filler IN asked.ids} AS told
  WITH e, collect(DISTINCT CASE side WHEN 'one' THEN told END) AS one,
    collect(DISTINCT CASE side WHEN 'other' THEN told END) AS other,
    collect(DISTINCT CASE side WHEN 'sent' THEN told END) AS sent,
    collect(DISTINCT CASE side WHEN 'refusing' THEN told END) AS refusing
  WHERE ($a IS NULL OR size(one) > 0) AND ($b IS NULL OR size(other) > 0)
    AND ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
    AND ($mediator IS NULL OR size(sent) > 0) AND ($rejecter IS NULL OR size(refusing) > 0)
    AND ($mediator IS NULL OR $rejecter IS NULL OR any(x IN sent WHERE any(y IN refusing WHERE x.id <> y.id)))
  RETURN e, one, other, sent, refusing
}
WITH e, one, other, sent, refusing
WHERE e.status = 'rejected' OR 'rejecter' IN e.roles
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  CASE WHEN $a IS NULL AND $b IS NULL THEN sent ELSE one END AS one,
  CASE WHEN $a IS NULL AND $b IS NULL THEN refusing ELSE other END AS other
ORDER BY date_start, event_id
