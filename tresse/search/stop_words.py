"""Words that say nothing of what a text is about. They are left out of a question, unless it holds no others."""

FRENCH = """
au aux avec ce celle celles celui ces cet cette ceux ci comme comment dans de des du elle elles en entre est et
etait ete etre eu eux fait faire font il ils je la le les leur leurs lui ma mais me mes moi mon ne nos notre nous on
ont ou par pas pour pourquoi plus quand que quel quelle quelles quels qui quoi sa sans se ses si son sont sur ta te
tes toi ton tout toute toutes tous tu un une vos votre vous
"""
ENGLISH = """
about an and are as at be been but by did do does for from had has have he her his how in into is it its not of our she
so that the their them they this to was we were what when where which who why will with you your
"""
SPANISH = """
al como con cual cuando del donde el ella ellas ellos era es esta este esto estos fue ha han hay las lo los mas mi muy
nos nuestra nuestro para pero por porque que quien se sin sobre son su sus tambien un una unas unos
"""
PORTUGUESE = """
ao aos as com da das dos ela elas ele eles em entre essa esse esta isso mais mas na nao nas no nos os ou pela pelas pelo
pelos por qual quando que quem sao se sem seu seus sua suas tambem um uma umas uns
"""
STOP_WORDS = frozenset((FRENCH + ENGLISH + SPANISH + PORTUGUESE).split())
