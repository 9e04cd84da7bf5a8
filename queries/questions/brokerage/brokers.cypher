// title: Who stands between blocs: Gould-Fernandez brokerage
// command: --bloc=bloc --by-region=by_region --by-subregion=by_subregion
// parameter bloc: blocs, who belongs where: CSV with the columns actor and bloc, or JSON (optional)
// parameter by_region: flag, states by UN region; also those not in the file (optional)
// parameter by_subregion: flag, states by UN sub-region, likewise (optional)
// rows: brokers.py
// example: goodoffices brokers --by-region --limit 3
// Who talked or mediated with two that did not talk with each other: as coordinator, itinerant, gatekeeper,
// representative or liaison, by the blocs of the three. Blocs are UN regions unless a file says otherwise. Channels count
// both ways. A row for the whole network, then one for each broker; --limit counts brokers (20). Python counts over the
// channels that ties and ties-of-agents find.
