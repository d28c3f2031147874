## Was schiefging, als Seite
