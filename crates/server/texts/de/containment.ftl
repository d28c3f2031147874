# Was wegen eines Falls festgehalten wird.
action-case-contain = Verteilungen, Zustellungen und Token wegen eines Falls festhalten, wieder freigeben, und Geräten eine Richtlinie geben
record-case-contained = Wegen eines Falls etwas festgehalten
record-case-containment-undone = Freigegeben, was wegen eines Falls festgehalten war
done-case-contained = Festgehalten und verzeichnet.
done-case-containment-undone = Freigegeben und verzeichnet.
token-held = Festgehalten
contain = Eindämmen
contain-lead = Was sich sofort festhalten lässt. Jeder Schritt wird verzeichnet und lässt sich hier rückgängig machen. Geräte arbeiten und melden sich weiter, Besitzer kommen hinein, und Alarme klingeln.
contain-what-rollouts = Verteilungen des Produkts
contain-what-deliveries = Was anderen gesendet wird
contain-what-tokens = Zugangstoken
contain-no-product = Der Fall nennt kein Produkt, deshalb lässt sich hiervon nichts unterbrechen.
contain-rollouts-none = Zurzeit läuft keine des Produkts.
contain-rollouts-count = { $count ->
    [one] Zurzeit läuft eine.
   *[other] Zurzeit laufen { $count }.
}
contain-rollouts-says = { $count ->
    [one] Sie wird unterbrochen: Niemandem sonst wird das Update angeboten.
   *[other] Alle { $count } werden unterbrochen: Niemandem sonst werden die Updates angeboten.
} Geräte, die an einem arbeiten, bringen es zu Ende. Ist die Behebung darunter, wartet auch sie.
contain-deliveries-count = Zurzeit an: { $webhooks ->
    [one] ein Webhook
   *[other] { $webhooks } Webhooks
}, { $receivers ->
    [one] ein Empfänger von Warnungen
   *[other] { $receivers } Empfänger von Warnungen
}.
contain-deliveries-says = Wen Sie wählen, dem wird nichts mitgeteilt, bis dies rückgängig gemacht ist. Was für ihn wartet, bleibt und wird dann gesendet; von Warnungen die, die dann noch offen sind. Wer bei Alarm gerufen wird, Einführer und Händler stehen nicht auf dieser Liste: Sie erfahren weiter alles.
contain-tokens-count = Mit Rechten über Produkte: { $count }. Wer Token hat: { $people ->
    [one] eine Person
   *[other] { $people } Personen
}.
contain-tokens-all = Alle mit Rechten über Produkte ({ $count })
contain-tokens-person = { $name }, was immer sie dürfen ({ $count })
contain-tokens-whose = Wessen Token
contain-tokens-says = Sie gelten nicht, bis dies rückgängig gemacht ist; nichts endet für immer, und dieselben Token gelten dann wieder. Programme, die sie benutzen, kommen sofort nicht mehr hinein. Wer angemeldet ist, bleibt angemeldet.
contain-open-rollouts = Verteilungen unterbrechen
contain-open-deliveries = Zustellungen festhalten
contain-open-tokens = Token festhalten
contain-title-rollouts = Die Verteilungen dieses Produkts unterbrechen?
contain-title-deliveries = Wessen Zustellungen sollen warten?
contain-title-tokens = Welche Token sollen vorerst nicht gelten?
contain-do-rollouts = Unterbrechen
contain-do-deliveries = Festhalten
contain-do-tokens = Festhalten
contain-entry-rollouts = Verteilungen unterbrochen
contain-entry-deliveries = Zustellungen festgehalten
contain-entry-tokens = Token festgehalten
contain-act = { $what }: { $count }
contain-held = Festgehalten
contain-given-back = Freigegeben
contain-give-back = Freigeben
contain-give-back-title = Wieder freigeben?
contain-give-back-says-rollouts = Die Verteilungen gehen weiter, wo sie unterbrochen wurden. Was ein anderer Fall festhält oder jemand inzwischen geändert hat, bleibt, wie es ist.
contain-give-back-says-deliveries = Ihnen wird wieder mitgeteilt, auch was wartete. Was ein anderer Fall festhält oder jemand inzwischen geändert hat, bleibt, wie es ist.
contain-give-back-says-tokens = Dieselben Token gelten wieder. Was ein anderer Fall festhält oder inzwischen beendet wurde, bleibt, wie es ist.
entry-contained = { $what }: { $count }
entry-given-back = { $what }, und wieder freigegeben: { $count }{ $left ->
    [0] {""}
   *[other] ; blieben, wie sie waren: { $left }
}
fact-containment = Schritt
fact-move = Was
fact-things = Wie viele
fact-held = Was festgehalten ist
fact-given-back = Freigegeben
fact-held-elsewhere = Noch von einem anderen Fall festgehalten
fact-changed-since = Inzwischen geändert
closing-missing-held = was seinetwegen festgehalten wird, wird wieder freigegeben
