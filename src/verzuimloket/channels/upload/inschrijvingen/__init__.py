"""Reading a file with enrolments, as schools make them: CSV or Excel, in any sane shape (BST-02, INS-05).

``lezen.open_bestand`` recognises the shape; ``Lezing.regels`` streams the lines as ``InschrijvingInput``.
"""
