"""The duties of a young person by age: leerplicht, kwalificatieplicht, RMC. Pure; domain rules §5 and §6.6."""
