## Was heute zu tun ist
