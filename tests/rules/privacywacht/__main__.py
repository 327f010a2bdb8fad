"""The table of docs/privacywacht.md."""

from tests.rules.privacywacht import HELFTEN, meet, snelheid

for helft in HELFTEN:
    print(f"\n{helft}\n\n| onderwerp | teksten | gevonden | recall | precisie |\n|---|---:|---:|---:|---:|")
    for onderwerp, meting in meet(helft).items():
        figures = f"{meting.teksten} | {meting.gevonden} | {meting.recall:.2f} | {meting.precision:.2f}"
        print(f"| {onderwerp} | {figures} |")
    print(f"\n{snelheid(helft):.3f} ms per tekst")
