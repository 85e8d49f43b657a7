"""First names that are frequent in France or Britain, of women and men, of many origins; in small letters, no accents.

They tell who speaks (`Léa : un jardin`) from what is spoken of (`Lieux : un jardin`). A name that is not here stays in
the text of its idea.
"""

FIRST_NAMES = frozenset(
    """
adam adele adeline adrien agathe agnes ahmed aicha aissata alain alan alban albert alex alexandra alexandre alexis ali
alice aline aliou alison alix amadou amandine amelie amina aminata amine amir amy ana anais andre andrea andy angele
angelique anissa anita ann anna anne annick annie anthony antoine antonio ariane arnaud arthur ashley assia astrid
audrey augustin aurelie aurelien awa axel axelle aya aziz baptiste barbara barry bastien beatrice becky ben benedicte
benjamin benoit bernadette bernard bertrand beth betty bilal billy binta blandine boris boubacar brahim brenda brian
brice brigitte bruno camille capucine carine carla carlos carol carole caroline catherine cecile cedric celia celine
chantal charles charlotte cheryl chloe chris christelle christian christiane christine christophe christopher cindy
claire clara claude claudine clemence clement clementine clothilde colette colin coralie corentin corinne craig cynthia
cyril cyrille damien dan daniel daniele danielle dave david debbie deborah delphine denis denise diana diane didier
dimitri djamila dominique donna dorian doris dorothy doug douglas dylan eddie edgar edith edouard edward eileen elaine
eleonore eliane elias elie elisa elisabeth elise elizabeth ella ellen elodie eloise elsa emeline emilie emily emma
emmanuel emmanuelle enzo eric erika erin ernest esteban estelle esther ethan etienne eugenie eva evelyne fabien
fabienne fabrice fadila fanny fanta farid fatiha fatima fatou fatoumata faustine felix fernand fernando fiona flavie
flavien flora florence florent florian floriane france francesca francine francis franck francois francoise frank fred
frederic frederique gabin gabriel gabrielle gael gaelle gaetan gary gaspard gaston gavin genevieve geoffrey george
georges gerald geraldine gerard germaine ghislaine gilbert gilles gillian gisele giulia gordon graham greg gregoire
gregory guillaume gustave guy habib hadrien hakim halima hamid hamza hannah hans harry hassan hatem hazel heather heidi
helen helena helene henri henriette henry herve hicham hind hocine holly hortense houda howard hubert hugh hugo ian
ibrahim ibrahima idriss ines ingrid irene iris isaac isabelle isla ismael issa ivan jack jacky jacqueline jacques jake
jamal james jan jana jane janet janice jason jean jeanne jeannine jeff jennifer jenny jeremie jeremy jerome jess
jessica jill jim joachim joan joanna joanne jocelyne joe joel joelle johan johann johanna john johnny jonas jonathan
jordan jorge jose josee joseph josephine josette josh joshua josiane joyce juan judith judy jules julia julian juliana
julie julien juliette justin justine kader kadiatou kamel karen karim karima karine kate kathleen kathy katia katie
keith kelly ken kenneth kenza kerry kevin khadidja khadija khaled kim kirsty klara kyle laetitia laila lamia lara larry
latifa laura laure lauren laurence laurent lea leah leila lena leo leon leonie leopold leslie leyla lila lili lilian
liliane lily lina linda lionel lisa lise liz loic lola lorena lorraine lou louane louis louise louna luc lucas lucia
lucie lucien lucienne lucy ludivine ludovic luis luka lukas luke luna lydia lydie lynn madeleine madjid mael maelle
maelys magali maggie mahamadou malek malika malo mamadou mandy manon manuel manuela marc marcel marcelle margaret
margaux margot marguerite maria mariam mariama marianne marie marielle marina marine mario marion marius mark marta
martha marthe martin martine mary maryam maryline maryse mateo matheo mathias mathieu mathilde mathis matt matteo
matthew matthias matthieu maud maurice max maxence maxime maya megan mehdi melanie melina melissa melody mercedes
meriem mia michael michel michele micheline mickael mike mila milan milena mina mireille mohamadou mohamed mohammad
mohammed moise molly monica monique mounir mourad moussa muriel mustapha myriam nabil nabila nacer nadege nadia nadine
naima najat nancy nasser natacha natalia natalie nathalie nathan nawel neil nelly nesrine nick nicolas nicole nigel
nina nino noa noah noe noel noelle noemie nolwenn nora norbert nour nouria odette odile olga oliver olivia olivier omar
oscar oumar ousmane pablo pam pamela paola pascal pascale patrice patricia patrick paul paula paule paulette pauline
pedro peggy penny perrine pete peter phil philip philippe phoebe pierre pierrette poppy priscilla quentin rachel rachid
rachida ralph raoul raphael raphaelle raymond raymonde rebecca regine regis remi remy renaud rene renee ricardo richard
rita rob robert robin roger roland romain romane romeo ron ronan rosa rosalie rosie roxane roy ruben russell ruth ryan
sabine sabrina sacha said saida salah salim salima sally salma salome sam samantha samia samir samira samuel sandra
sandrine sara sarah scott sean sebastien selim selma serge severine shane sharon sheila sherazade shirley sibylle
sidonie simon simona simone sofia sofiane solange solene soline sonia sophie soraya stan stephane stephanie stephen
steve steven stuart sue susan suzanne sylvain sylvaine sylvette sylvie tania tanya tarik teddy teresa terry thea theo
theodore theophile theresa therese thibault thibaut thierry thomas tiago tim timeo timothee timothy tina titouan toby
todd tom tony tracy trevor tristan ugo ulysse urbain ursula valentin valentina valentine valerie vanessa vera veronique
vicky victoire victor victoria vincent violaine virginie vivian viviane wafa walid wassim wayne wendy wilfried will
william xavier yacine yael yan yann yannick yannis yasmina yasmine yassine yohan yolande youcef youssef youssouf yvan
yves yvette yvon yvonne zach zahra zakaria zeineb zelie zineb zoe zohra
""".split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)

# Those that are words, feasts, towns or what things are called after: on their own they name nobody for certain.
ALSO_WORDS = frozenset(
    """
adam albert ann ben billy capucine carmen christian clement clementine constance dan denis diana dominique flora
florence france franck george guy hazel heather henry holly iris ivan jack jake jana ken kerry lila lou luke luna lynn
madeleine malo marguerite marina marine mark martin mary max mercedes mia milan mina nick nino noa noe noel noelle olga
penny phil pierre poppy prudence regis rob romain romane ron rosa rosalie rosie roy russell ruth said sam scott serge
shirley stan sue sylvain tim toby tom urbain valentin victoire victor victoria vincent wayne will
""".split()  # noqa: SIM905 -- as above
)
