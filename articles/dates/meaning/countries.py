"""What countries do in their own way: tables only.

Keys are ISO 3166-1 alpha-2. Add a country with the source of what it does.
"""

# By how many days Hijri months begin after those of Umm al-Qura, as a rule, where the moon is
# sighted at home. In Morocco 29 Dhu al-Qi'da 1445 was 7 June 2024, of Umm al-Qura 6 June; by
# Algeria's official gazette 24 Jumada II 1434 was 5 May 2013, of Umm al-Qura 4 May.
OFFSETS = {"MA": 1, "DZ": 1, "OM": 1, "IN": 1, "PK": 1, "BD": 1}

# Where a year from 1300 to 1500 without its era is Hijri.
HIJRI_FIRST = frozenset({"SA"})
