# Was Geräte befolgen.
record-policy-given = Geräten gegeben, was sie vorübergehend befolgen
policy-how = Geräte lassen sich bitten, sich vorübergehend zurückzuhalten: Fremde zu bremsen, die Passwörter probieren, und Funktionen ruhen zu lassen, für die das Produkt nicht da ist. Das signiert außerhalb dieses Servers, wer die Updates des Produkts signiert (steadfast release policy); steadfast case contain policy gibt es den Geräten.
policy-number = Worum Geräte gebeten sind, Nummer { $number }
policy-state-told = Mitgeteilt
policy-state-replaced = Ersetzt
policy-state-over = Vorbei
policy-until = endet
policy-lifts = Es bittet um nichts mehr: Was vorher war, ist aufgehoben.
policy-throttle = Nach { $tries } falschen Passwörtern hintereinander warten Fremde { $wait } Sekunden, danach jedes Mal länger.
policy-rests = Ruht, wo das Gerät es ruhen lassen darf: { $names }
policy-units = Geräte, nach eigenem Wort: halten sich zurück { $obey }, Besitzer gefragt { $wait }, Besitzer lehnt ab { $left }, noch nicht angenommen { $later }, nichts bekannt { $unknown }.
contain-entry-policy = Geräte sind gebeten, sich zurückzuhalten, Nummer
contain-entry-policy-lifted = Geräte sind nicht mehr gebeten, sich zurückzuhalten, Nummer
fact-lifts = Hebt auf, was vorher war
fact-tighter = Bremst Fremde
fact-paused = Funktionen, die ruhen
