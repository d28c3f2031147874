## The proof log and its records
