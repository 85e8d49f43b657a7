"""First names that are frequent in France, of women and men, of many origins; in small letters, without accents.

They tell who speaks (`Léa : un jardin`) from what is spoken of (`Lieux : un jardin`). A name that is not here stays in
the text of its idea.
"""

FIRST_NAMES = frozenset(
    """
adam adele adeline adrien agathe agnes ahmed aicha aissata alain alban albert alex alexandra alexandre alexis
ali alice aline aliou alix amadou amandine amelie amina aminata amine amir ana anais andre andrea angele
angelique anissa anita anna anne annick annie antoine antonio ariane arnaud arthur assia astrid audrey augustin
aurelie aurelien awa axel axelle aya aziz baptiste barbara bastien beatrice benedicte benjamin benoit bernadette
bernard bertrand bilal binta blandine boris boubacar brahim brice brigitte bruno camille capucine carine carla
carlos carole caroline catherine cecile cedric celia celine chantal charles charlotte chloe christelle christian
christiane christine christophe claire clara claude claudine clemence clement clementine clothilde colette
coralie corentin corinne cyril cyrille damien daniel daniele danielle david deborah delphine denis denise diana
diane didier dimitri djamila dominique dorian dylan edgar edith edouard eleonore eliane elias elie elisa
elisabeth elise ella elodie eloise elsa emeline emilie emma emmanuel emmanuelle enzo eric erika ernest esteban
estelle esther etienne eugenie eva evelyne fabien fabienne fabrice fadila fanny fanta farid fatiha fatima fatou
fatoumata faustine felix fernand fernando flavie flavien flora florence florent florian floriane france
francesca francine francis franck francois francoise frank frederic frederique gabin gabriel gabrielle gael
gaelle gaetan gaspard gaston genevieve geoffrey georges gerald geraldine gerard germaine ghislaine gilbert
gilles gisele giulia gregoire gregory guillaume gustave guy habib hadrien hakim halima hamid hamza hans hassan
hatem helena helene henri henriette herve hicham hind hocine hortense houda hubert hugo ibrahim ibrahima idriss
ines ingrid irene iris isaac isabelle ismael issa ivan jack jacky jacqueline jacques jamal james jan jana jean
jeanne jeannine jennifer jeremie jeremy jerome jessica joachim joan jocelyne joel joelle johan johann johanna
john jonas jonathan jordan jorge jose josee joseph josephine josette josiane juan judith jules julia julian
juliana julie julien juliette justin justine kader kadiatou kamel karim karima karine katia kelly kenza kevin
khadidja khadija khaled kim klara laetitia laila lamia lara latifa laura laure laurence laurent lea leila lena
leo leon leonie leopold leslie leyla lila lili lilian liliane lily lina linda lionel lisa lise loic lola lorena
lou louane louis louise louna lucas lucia lucie lucien lucienne ludivine ludovic luis luka lukas luna lydia
lydie madeleine madjid mael maelle maelys magali mahamadou malek malika malo mamadou manon manuel manuela marc
marcel marcelle margaux margot marguerite maria mariam mariama marianne marie marielle marina marine mario
marion marius marta marthe martin martine maryam maryline maryse mateo matheo mathias mathieu mathilde mathis
matteo matthias matthieu maud maurice max maxence maxime maya mehdi melanie melina melissa melody mercedes
meriem michael michel michele micheline mickael mila milan milena mina mireille mohamadou mohamed mohammed moise
monica monique mounir mourad moussa muriel mustapha myriam nabil nabila nacer nadege nadia nadine naima najat
nasser natacha natalia nathalie nathan nawel nelly nesrine nicolas nicole nina nino noa noah noe noel noelle
noemie nolwenn nora norbert nour nouria odette odile olga olivia olivier omar oscar oumar ousmane pablo paola
pascal pascale patrice patricia patrick paul paula paule paulette pauline pedro perrine peter philippe pierre
pierrette priscilla quentin rachel rachid rachida raoul raphael raphaelle raymond raymonde rebecca regine regis
remi remy renaud rene renee ricardo richard rita robert robin roger roland romain romane romeo ronan rosa
rosalie roxane ruben ryan sabine sabrina sacha said saida salah salim salima salma salome sam samia samir samira
samuel sandra sandrine sara sarah sebastien selim selma serge severine sherazade sibylle sidonie simon simona
simone sofia sofiane solange solene soline sonia sophie soraya stephane stephanie steve steven suzanne sylvain
sylvaine sylvette sylvie tania tarik teddy teresa thea theo theodore theophile therese thibault thibaut thierry
thomas tiago timeo timothee titouan tom tony tristan ugo ulysse urbain ursula valentin valentina valentine
valerie vanessa vera veronique vicky victoire victor victoria vincent violaine virginie vivian viviane wafa
walid wassim wilfried william xavier yacine yael yan yann yannick yannis yasmina yasmine yassine yohan yolande
youcef youssef youssouf yvan yves yvette yvon yvonne zahra zakaria zeineb zelie zineb zoe zohra
""".split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)

# Those that are words, feasts, towns or what things are called after: on their own they name nobody for certain.
ALSO_WORDS = frozenset(
    """
adam albert capucine carmen christian clement clementine constance denis diana dominique flora florence france franck
guy iris ivan jack jana lila lou luna madeleine malo marguerite marina marine martin max mercedes milan mina nino noa
noe noel noelle olga pierre prudence regis romain romane rosa rosalie said sam serge sylvain tom urbain valentin
victoire victor victoria vincent
""".split()  # noqa: SIM905 -- as above
)
